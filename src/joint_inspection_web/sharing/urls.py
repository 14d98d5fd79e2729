from django.urls import path

from joint_inspection_web.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.front, name="front"),
    path("log/", views.share, name="share"),
    path("box/", views.box, name="box"),
    path("box/cite/", views.cite, name="cite"),
    path("box/<uuid:note>/", views.share_note, name="share_note"),
    path("looks/", views.inspection_looks, name="looks"),
]
