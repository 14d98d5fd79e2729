from django.urls import path

from joint_inspection_web.casedata import keeping

app_name = "child_data"
urlpatterns = [
    path("", keeping.register, name="register"),
    path("<slug:ref>/", keeping.kept, name="kept"),
    path("<slug:ref>/hold/", keeping.place_hold, name="place_hold"),
    path("<slug:ref>/hold/<int:number>/lift/", keeping.lift_hold, name="lift_hold"),
    path("<slug:ref>/destroy/", keeping.propose, name="propose"),
    path("<slug:ref>/destroy/<int:number>/", keeping.answer, name="answer"),
    path("<slug:ref>/certificate/<slug:number>/", keeping.certificate, name="certificate"),
]
