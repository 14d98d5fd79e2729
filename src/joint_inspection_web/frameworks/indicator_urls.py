from django.urls import path

from joint_inspection_web.frameworks import indicator_views

app_name = "indicators"
urlpatterns = [
    path("", indicator_views.indicator_list, name="list"),
    path("<str:id>/", indicator_views.indicator_page, name="show"),
]
