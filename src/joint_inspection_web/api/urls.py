from django.urls import path

from joint_inspection_web.accounts.permissions import allow_each, everyone
from joint_inspection_web.api import views
from joint_inspection_web.api.endpoints import api

app_name = "api"
patterns, _, _ = api.urls
urlpatterns = [
    path("", views.about, name="about"),
    path("v1/", (allow_each(patterns, everyone), "ninja", "open_data")),
]
