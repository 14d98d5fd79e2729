from django.urls import path

from joint_inspection_web.sharing import views

app_name = "looks"
urlpatterns = [path("", views.register, name="register")]
