from django.urls import path

from joint_inspection_web.voices import meeting_views, views

app_name = "voices"
urlpatterns = [
    path("", views.front, name="front"),
    path("surveys/<slug:survey>/", views.survey, name="survey"),
    path("surveys/<slug:survey>/close/", views.close, name="close"),
    path("surveys/<slug:survey>/paper/", views.paper, name="paper"),
    path("surveys/<slug:survey>/sheet/", views.sheet, name="sheet"),
    path("surveys/<slug:survey>/words/", views.words, name="words"),
    path("surveys/<slug:survey>/reply/", views.reply, name="reply"),
    path("offer/", meeting_views.offer, name="offer"),
    path("offer/<slug:meeting>/call-off/", meeting_views.call_off, name="call_off"),
    path("people/", meeting_views.people, name="people"),
    path("people/ask/", meeting_views.ask, name="ask"),
    path("people/<slug:meeting>/", meeting_views.meeting, name="meeting"),
    path("people/<slug:meeting>/go/", meeting_views.go, name="go"),
    path("people/<slug:meeting>/consent/", meeting_views.consent, name="consent"),
    path("people/<slug:meeting>/stop/", meeting_views.stop, name="stop"),
    path("people/<slug:meeting>/withdraw/", meeting_views.withdraw, name="withdraw"),
    path("people/<slug:meeting>/note/", meeting_views.note, name="note"),
    path("people/<slug:meeting>/code/", meeting_views.give_code, name="code"),
    path("people/<slug:meeting>/tell/", meeting_views.tell, name="tell"),
    path("people/<slug:meeting>/reach/", meeting_views.reach, name="reach"),
]
