from django.urls import path

from joint_inspection_web.journeys import views

app_name = "journeys"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("ways/", views.ways, name="ways"),
    path("clocks/", views.clocks, name="clocks"),
    path("clocks/<slug:which>/", views.clock, name="clock"),
    path("one/", views.child, name="child"),
    path("openings/", views.openings, name="openings"),
]
