from django.urls import path

from joint_inspection_web.register import data_views, views

app_name = "register"
urlpatterns = [
    path("", views.front, name="front"),
    path("areas/<str:code>/", views.area_page, name="area"),
    path("compare/", views.compare_two, name="compare"),
    path("feed.atom", data_views.feed, name="feed"),
    path("data/", data_views.front, name="data"),
    path("data/dictionary.json", data_views.dictionary, name="dictionary"),
    path("data/<slug:table>.<slug:form>", data_views.table, name="table"),
    path("<slug:ref>/", views.show, name="show"),
    path("<slug:ref>/summary/", views.summary, name="summary"),
    path("<slug:ref>/children/", views.children, name="children"),
    path("<slug:ref>/<slug:version>.<slug:form>", views.download, name="download"),
]
