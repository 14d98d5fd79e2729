from django.urls import path

from joint_inspection_web.safety import pages_alarms, pages_cases, pages_contacts, sync

app_name = "safety"
urlpatterns = [
    path("", pages_alarms.front, name="front"),
    path("report/", pages_alarms.report, name="report"),
    path("state/", sync.state, name="state"),
    path("sync/", sync.sync, name="sync"),
    path("alarm/<slug:alarm>/", pages_alarms.alarm, name="alarm"),
    path("alarm/<slug:alarm>/told/", pages_alarms.told, name="told"),
    path("alarm/<slug:alarm>/receipt/", pages_alarms.receipt, name="receipt"),
    path("alarm/<slug:alarm>/follow-up/", pages_alarms.follow_up, name="follow_up"),
    path("alarm/<slug:alarm>/close/", pages_alarms.close, name="close"),
    path("alarm/<slug:alarm>/which-child/", pages_alarms.identify, name="identify"),
    path("contacts/", pages_contacts.contacts, name="contacts"),
    path("contacts/<int:number>/confirm/", pages_contacts.confirm, name="confirm_contact"),
    path("back/", pages_cases.refer, name="refer"),
    path("back/<slug:case>/", pages_cases.case, name="case"),
    path("back/<slug:case>/acknowledge/", pages_cases.acknowledge, name="acknowledge"),
    path("back/<slug:case>/answer/", pages_cases.answer, name="answer"),
    path("back/<slug:case>/whose/", pages_cases.whose, name="whose"),
]
