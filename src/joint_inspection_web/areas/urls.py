from django.urls import path

from joint_inspection_web.areas import views

app_name = "areas"
urlpatterns = [
    path("", views.area_list, name="list"),
    path("<str:code>/", views.area_page, name="show"),
]
