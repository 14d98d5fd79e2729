from django.urls import path

from joint_inspection_web.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.programme_page, name="show"),
    path("weeks/", views.by_week, name="weeks"),
    path("areas/", views.by_area, name="areas"),
    path("inspectorates/", views.by_inspectorate, name="inspectorates"),
    path("export/<str:form>/", views.export, name="export"),
]
