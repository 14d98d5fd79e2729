from django.urls import path

from joint_inspection_web.voices import public_views as views

app_name = "heard"
urlpatterns = [
    path("answer/<slug:token>/", views.answer, name="answer"),
    path("said/", views.said, name="said"),
    path("leaflet/<slug:who>/", views.leaflet, name="leaflet"),
]
