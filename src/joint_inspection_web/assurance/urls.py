from django.urls import path

from joint_inspection_web.assurance import views

app_name = "assurance"
urlpatterns = [
    path("", views.front, name="front"),
    path("ask/", views.ask, name="ask"),
    path("<slug:thread>/", views.query, name="query"),
]
