from django.urls import path

from joint_inspection_web.follow_up import after_views, repeat_views, views

app_name = "follow_up"
urlpatterns = [
    path("", views.front, name="front"),
    path("received/", views.receipt, name="receipt"),
    path("found-before/", repeat_views.repeats, name="repeats"),
    path("found-before/<slug:finding>/<slug:earlier>/", repeat_views.link, name="link"),
    path("<slug:statement>/", views.statement, name="statement"),
    path("<slug:statement>/actions/", views.write, name="write"),
    path("<slug:statement>/actions/<slug:action>/", after_views.action, name="action"),
    path("<slug:statement>/actions/<slug:action>/again/", views.again, name="again"),
    path("<slug:statement>/actions/<slug:action>/take-out/", views.drop, name="drop"),
    path("<slug:statement>/actions/<slug:action>/verify/", after_views.verify, name="verify"),
    path("<slug:statement>/actions/<slug:action>/impact/", after_views.impact, name="impact"),
    path("<slug:statement>/actions/<slug:action>/afresh/", after_views.afresh, name="afresh"),
    path("<slug:statement>/take-over/", views.take_over, name="take_over"),
    path("<slug:statement>/send/", views.send, name="send"),
    path("<slug:statement>/review/", after_views.review, name="review"),
    path("<slug:statement>/visit/", after_views.visit, name="visit"),
]
