from django.urls import path

from joint_inspection_web.enquiries import reading_views, views

app_name = "enquiries"
urlpatterns = [
    path("", views.front, name="front"),
    path("new/", views.new, name="new"),
    path("take/", views.take, name="take"),
    path("data/", views.data, name="data"),
    path("reading/", reading_views.reading, name="reading"),
    path("reading/take/", reading_views.take, name="take_reading"),
    path("reading/<slug:reading>/", reading_views.read, name="read"),
    path("lines/<slug:line>/", views.line, name="line"),
    path("lines/<slug:line>/again/", views.again, name="again"),
]
