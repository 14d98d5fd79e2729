from django.urls import path

from joint_inspection_web.accuracy import complaint_views, views

app_name = "accuracy"
urlpatterns = [
    path("", views.front, name="front"),
    path("send/", views.send, name="send"),
    path("end/", views.end, name="end"),
    path("finish/<int:number>/", views.finish, name="finish"),
    path("comment/", views.comment, name="comment"),
    path("comment/<slug:sentence>/", views.comment, name="comment_on"),
    path("points/<slug:point>/", views.point, name="point"),
    path("points/<slug:point>/answer/", views.answer, name="answer"),
    path("points/<slug:point>/files/<slug:file>/", views.file, name="file"),
    path("log/<int:number>/", views.log, name="log"),
    path("complaints/", complaint_views.complaints, name="complaints"),
    path("complaints/new/", complaint_views.complain, name="complain"),
    path("complaints/<slug:complaint>/", complaint_views.complaint, name="complaint"),
]
