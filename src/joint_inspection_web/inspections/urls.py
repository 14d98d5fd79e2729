from django.urls import path

from joint_inspection_web.inspections import day_views, plan_views, views

app_name = "inspections"
urlpatterns = [
    path("", views.inspections, name="list"),
    path("open/", views.open_inspection, name="open"),
    path("vault/", views.vault_register, name="vault_register"),
    path("<slug:ref>/", views.inspection, name="show"),
    path("<slug:ref>/announce/", views.announce, name="announce"),
    path("<slug:ref>/call-off/", views.call_off, name="call_off"),
    path("<slug:ref>/team/<int:number>/remove/", views.remove_person, name="remove_person"),
    path("<slug:ref>/vault/", views.vault, name="vault"),
    path("<slug:ref>/vault/<int:number>/withdraw/", views.withdraw_access, name="withdraw_access"),
    path("<slug:ref>/stage/<slug:change>/", day_views.stage, name="stage"),
    path("<slug:ref>/timetable/", day_views.timetable, name="timetable"),
    path("<slug:ref>/timetable/<slug:step>/move/", day_views.move, name="move"),
    path("<slug:ref>/timetable/<slug:step>/done/", day_views.note_done, name="done"),
    path("<slug:ref>/calendar.ics", day_views.calendar_ics, name="calendar"),
    path("<slug:ref>/plan/", plan_views.plan, name="plan"),
    path("<slug:ref>/plan/<int:number>/answer/", plan_views.answer, name="answer"),
    path("<slug:ref>/plan/<int:number>/withdraw/", plan_views.withdraw, name="withdraw"),
    path("<slug:ref>/plan/<int:number>/take/", plan_views.take_other_time, name="take_other_time"),
]
