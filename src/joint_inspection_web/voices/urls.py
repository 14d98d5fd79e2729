from django.urls import path

from joint_inspection_web.voices import views

app_name = "voices"
urlpatterns = [
    path("", views.front, name="front"),
    path("surveys/<slug:survey>/", views.survey, name="survey"),
    path("surveys/<slug:survey>/close/", views.close, name="close"),
    path("surveys/<slug:survey>/sheet/", views.sheet, name="sheet"),
    path("surveys/<slug:survey>/words/", views.words, name="words"),
    path("surveys/<slug:survey>/reply/", views.reply, name="reply"),
]
