from django.urls import path

from joint_inspection_web.notices import deferral_views, views

app_name = "notices"
urlpatterns = [
    path("", views.front, name="front"),
    path("due/", views.due, name="due"),
    path("told/", views.told, name="told"),
    path("contact/<int:number>/", views.contact, name="contact"),
    path("deferral/<int:number>/", deferral_views.ask, name="ask"),
    path("put-off/", deferral_views.put_off, name="put_off"),
    path("asked/<slug:asked>/", deferral_views.asked, name="asked"),
    path("asked/<slug:asked>/review/", deferral_views.review, name="review"),
    path("<slug:notice>/", views.letter, name="letter"),
    path("<slug:notice>/letter.txt", views.text, name="text"),
    path("<slug:notice>/receipt/", views.receipt, name="receipt"),
    path("<slug:notice>/remind/", views.remind, name="remind"),
    path("<slug:notice>/sent/<slug:duty>/", views.supply, name="supply"),
]
