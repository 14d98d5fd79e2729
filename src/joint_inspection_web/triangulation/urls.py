from django.urls import path

from joint_inspection_web.triangulation import opposed_views, told_views, views

app_name = "triangulation"
urlpatterns = [
    path("", views.front, name="front"),
    path("children/", views.excuse, name="excuse"),
    path("bring-in/", views.bring_in, name="bring_in"),
    path("contradictions/", opposed_views.contradictions, name="contradictions"),
    path("contradictions/notice/", opposed_views.notice, name="notice"),
    path("contradictions/<slug:which>/", opposed_views.resolve, name="resolve"),
    path("day/", told_views.day, name="day"),
    path("told/", told_views.told, name="told"),
]
