"""What a browser keeps for when there is no connection is the same for everybody and says nothing of any inspection."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

import factories
from factories import child_files
from joint_inspection_web.evidence import offline

pytestmark = pytest.mark.django_db
PAGES = ("device:write", "device:at_risk")


def said(client: Client, name: str) -> str:
    """A page, but for what is new each time."""
    return re.sub(r'nonce="[^"]+"|value="[0-9a-f-]{36}"', "", client.get(reverse(name)).content.decode())


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_the_same_for_everybody(name):
    inspection = child_files.announced()
    writer = factories.signed_in(child_files.inspector(inspection))
    page = said(Client(), name)
    assert said(writer, name) == page
    for secret in (inspection.area_name, inspection.ref, *(body.name for body in inspection.bodies.all())):
        assert secret not in page
    assert "csrfmiddlewaretoken" not in page


def test_the_worker_is_never_kept_and_names_only_what_is_there():
    response = Client().get(reverse("device:worker"))
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    knows = json.loads(re.match(r"self\.NOTEBOOK = (.*);\n", response.content.decode())[1])
    assert [Client().get(address).status_code for address in knows["pages"].values()] == [200, 200]
    assert [name for name in offline.ASSETS if finders.find(name) is None] == []
    assert knows["version"] == offline.version()


def test_another_letter_in_what_is_kept_is_another_version(tmp_path, monkeypatch):
    before = offline.version.__wrapped__()
    changed = tmp_path / "journal.js"
    changed.write_text("// changed")
    find = finders.find
    monkeypatch.setattr(
        offline.finders, "find", lambda name: str(changed) if name == "evidence/journal.js" else find(name)
    )  # fmt: skip
    assert offline.version.__wrapped__() != before


def test_every_script_that_a_page_loads_or_another_names_is_kept():
    named = set()
    for name in offline.SCRIPTS:
        with open(finders.find(name)) as script:
            named |= {f"evidence/{each}" for each in re.findall(r'from "\./([\w-]+\.js)"', script.read())}
    pages = "".join(said(Client(), name) for name in PAGES)
    named |= set(re.findall(r'src="/static/([^"]+\.js)"', pages)) | set(re.findall(r'from "/static/([^"]+)"', pages))
    assert named - set(offline.ASSETS) == set()
    assert set(offline.SCRIPTS) - named == set()
