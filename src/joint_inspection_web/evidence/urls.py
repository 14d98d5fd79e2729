from django.urls import path

from joint_inspection_web.accounts.permissions import allow_each, everyone
from joint_inspection_web.evidence import offline, papers_views, views, writing
from joint_inspection_web.evidence.api import api

app_name = "evidence"
urlpatterns = [
    path("", views.notebook, name="front"),
    path("write/", writing.write, name="write"),
    path("open/", views.open_words, name="open"),
    path("openings/", views.openings, name="openings"),
    path("documents/", papers_views.documents, name="documents"),
    path("documents/<slug:document>/", papers_views.document, name="document"),
    path("notes/<uuid:note>/", views.note, name="note"),
    path("notes/<uuid:note>/correct/", writing.correct, name="correct"),
    path("notes/<uuid:note>/merge/", writing.merge, name="merge"),
    path("notes/<uuid:note>/withdraw/", writing.withdraw, name="withdraw"),
    path("notes/<uuid:note>/files/", papers_views.attach, name="attach"),
    path("notes/<uuid:note>/files/<slug:attachment>/", papers_views.attachment, name="attachment"),
]

device = (
    [
        path("evidence-worker.js", offline.worker, name="worker"),
        path("notebook/write/", offline.write, name="write"),
        path("notebook/at-risk/", offline.at_risk, name="at_risk"),
    ],
    "device",
)
"""What a browser keeps for when there is no connection; the worker stands above every page that it may bring."""
_patterns, _, _ = api.urls
notebook = (allow_each(_patterns, everyone), "ninja", "notebook")
"""The addresses that a device talks to; each asks itself who is there, and answers in JSON."""
