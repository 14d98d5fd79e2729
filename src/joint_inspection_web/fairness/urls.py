from django.urls import path

from joint_inspection_web.accounts.permissions import allow_each, everyone
from joint_inspection_web.fairness.api import api
from joint_inspection_web.fairness.views import candour, escalation, evaluation, findings, front, referrals, replies

app_name = "fairness"
urlpatterns = [
    path("", front.front, name="front"),
    path("new/", findings.new, name="new"),
    path("finding/<slug:finding>/", findings.finding, name="finding"),
    path("finding/<slug:finding>/word-again/", findings.word_again, name="word_again"),
    path("finding/<slug:finding>/withdraw/", findings.withdraw, name="withdraw"),
    path("hearsay/", referrals.hearsay, name="hearsay"),
    path("hearsay/<uuid:item>/enquire/", referrals.enquire, name="enquire"),
    path("points/", replies.points, name="points"),
    path("points/put/", replies.put, name="put"),
    path("points/<slug:point>/", replies.point, name="point"),
    path("points/<slug:point>/files/<slug:file>/", replies.file, name="file"),
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/new/", referrals.refer, name="refer"),
    path("referrals/<slug:referral>/", referrals.referral, name="referral"),
    path("escalation/", escalation.escalation, name="escalation"),
    path("escalation/cases/", escalation.cases, name="cases"),
    path("escalation/cases/new/", escalation.step, name="step"),
    path("escalation/<int:number>/", escalation.process, name="process"),
    path("candour/", candour.candour, name="candour"),
    path("candour/new/", candour.new, name="disclose"),
    path("candour/<slug:disclosure>/", candour.disclosure, name="disclosure"),
    path("candour/<slug:disclosure>/confirm/", candour.confirm, name="confirm"),
    path("evaluation/", evaluation.evaluation, name="evaluation"),
    path("evaluation/<slug:mark>/", evaluation.child, name="child"),
    path("evaluation/<slug:mark>/<int:number>/", evaluation.side, name="side"),
]

_patterns, _, _ = api.urls
findings_api = (allow_each(_patterns, everyone), "ninja", "findings_api")
"""The addresses that other software talks to; each asks itself who is there, and answers in JSON."""
