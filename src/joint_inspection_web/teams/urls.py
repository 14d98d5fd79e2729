from django.urls import path

from joint_inspection_web.teams import views

app_name = "teams"
urlpatterns = [
    path("", views.front, name="front"),
    path("ask/", views.ask, name="ask"),
    path("asked/<int:number>/again/", views.again, name="again"),
    path("asked/<int:number>/let-off/", views.let_off, name="let_off"),
    path("asked/<int:number>/seat/", views.seat, name="seat"),
    path("asked/<int:number>/ruling/", views.ruling, name="ruling"),
    path("part/", views.part, name="part"),
    path("theme/", views.theme, name="theme"),
    path("accept/", views.accept, name="accept"),
    path("team.json", views.as_json, name="json"),
]
