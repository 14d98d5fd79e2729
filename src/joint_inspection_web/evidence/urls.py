
from joint_inspection_web.accounts.permissions import allow_each, everyone
from joint_inspection_web.evidence.api import api

app_name = "evidence"
urlpatterns: list = []

_patterns, _, _ = api.urls
notebook = (allow_each(_patterns, everyone), "ninja", "notebook")
"""The addresses that a device talks to; each asks itself who is there, and answers in JSON."""
