from django.urls import path

from joint_inspection_web.reports import file_views, out_views, recommend_views, sentence_views, views

app_name = "reports"
urlpatterns = [
    path("", views.front, name="front"),
    path("compose/", views.compose, name="compose"),
    path("sentences/<slug:sentence>/", sentence_views.sentence, name="sentence"),
    path("sentences/<slug:sentence>/take-out/", sentence_views.take_out, name="take_out"),
    path("sentences/<slug:sentence>/move/", sentence_views.move, name="move"),
    path("add/<slug:part>/<slug:section>/", sentence_views.add, name="add"),
    path("population/", views.population, name="population"),
    path("recommendations/", recommend_views.front, name="recommendations"),
    path("recommendations/new/", recommend_views.recommend, name="recommend"),
    path("recommendations/blocker/", recommend_views.blocker, name="blocker"),
    path("recommendations/<slug:asked_for>/", recommend_views.again, name="again"),
    path("recommendations/<slug:asked_for>/withdraw/", recommend_views.withdraw, name="withdraw"),
    path("letter/", views.letter, name="letter"),
    path("out/", out_views.out, name="out"),
    path("out/release/", out_views.release, name="release"),
    path("out/sign/", out_views.sign, name="sign"),
    path("out/publish/", out_views.publish, name="publish"),
    path("correct/", out_views.correct, name="correct"),
    path("record/", file_views.record, name="record"),
    path("draft/<slug:version>/<slug:format>/", file_views.draft, name="draft"),
    path("published/<int:number>/<slug:version>/<slug:format>/", file_views.published, name="published"),
]
