from django.urls import path

from joint_inspection_web.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("", views.framework_list, name="list"),
    path("compare/", views.compare_two, name="compare"),
    path("<str:ref>/", views.framework_page, name="show"),
]
