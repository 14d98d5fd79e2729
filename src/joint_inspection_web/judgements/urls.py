from django.urls import path

from joint_inspection_web.judgements import decide_views, view_pages, views

app_name = "judgements"
urlpatterns = [
    path("", views.front, name="front"),
    path("ask/", views.ask, name="ask"),
    path("decide/", decide_views.decide, name="decide"),
    path("follows/", decide_views.follows, name="follows"),
    path("seal/", views.seal, name="seal"),
    path("wait-no-longer/<slug:who>/", views.wait_no_longer, name="wait_no_longer"),
    path("views/<slug:judgement>/", view_pages.view, name="view"),
]
