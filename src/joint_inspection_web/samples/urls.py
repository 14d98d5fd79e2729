from django.urls import path

from joint_inspection_web.samples import views

app_name = "samples"
urlpatterns = [
    path("", views.sample, name="show"),
    path("seal/", views.seal, name="seal"),
    path("draw/", views.draw, name="draw"),
    path("replace/", views.replace, name="replace"),
    path("pick/", views.pick, name="pick"),
    path("prepare/", views.prepare, name="prepare"),
    path("mirror/", views.mirrored, name="mirror"),
    path("reveal/", views.reveal, name="reveal"),
    path("proof/<slug:what>/", views.proof, name="proof"),
]
