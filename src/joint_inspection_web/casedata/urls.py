from django.urls import path

from joint_inspection_web.casedata import views

app_name = "casedata"
urlpatterns = [
    path("", views.board, name="board"),
    path("<int:number>/<slug:asked>/", views.send, name="send"),
    path("<int:number>/<slug:asked>/hours/", views.note_hours, name="note_hours"),
    path("sent/<slug:upload>/", views.upload, name="upload"),
    path("sent/<slug:upload>/decide/", views.decide, name="decide"),
    path("sent/<slug:upload>/accept/", views.accept, name="accept"),
    path("sent/<slug:upload>/withdraw/", views.withdraw, name="withdraw"),
    path("sent/<slug:upload>/problems.xlsx", views.problems, name="problems"),
    path("sent/<slug:upload>/whose/", views.whose, name="whose"),
]
