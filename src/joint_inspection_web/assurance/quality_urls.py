from django.urls import path

from joint_inspection_web.assurance import moderation_views, rating_views

app_name = "quality"
urlpatterns = [
    path("", rating_views.front, name="front"),
    path("draw/", rating_views.draw, name="draw"),
    path("drawn/<slug:drawn>/", rating_views.drawn, name="drawn"),
    path("second/<slug:rater>/", rating_views.second, name="second"),
    path("second/<slug:rater>/<slug:judgement>/", rating_views.judgement, name="judgement"),
    path("across/", moderation_views.across, name="across"),
]
