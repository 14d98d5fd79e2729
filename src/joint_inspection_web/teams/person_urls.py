from django.urls import path

from joint_inspection_web.teams import person_views as views

app_name = "declarations"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("asked/<int:number>/declare/", views.declare, name="declare"),
    path("people/", views.people, name="people"),
    path("people/<slug:ref>/", views.competence, name="competence"),
    path("people/<slug:ref>/<int:number>/end/", views.end_competence, name="end_competence"),
]
