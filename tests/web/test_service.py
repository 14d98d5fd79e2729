"""The service as a whole: what it says in its log, what a browser may do, its errors, its settings."""

import io
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

import factories
from joint_inspection.errors import NotAllowed, NotPossible, invalid
from joint_inspection_web import urls
from joint_inspection_web.accounts.permissions import allow, allow_each, everyone
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.logs import logging_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def log() -> io.StringIO:
    """What the service logs while the test runs."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = dict(logging_settings(level="INFO")["formatters"]["json"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def lines(log: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.mark.django_db
def test_the_log_says_what_happened_and_nothing_about_anybody(log):
    inspection = factories.inspection()
    person = factories.person("planner")
    factories.signed_in(person).get(f"/inspections/{inspection.ref}/?who=somebody", REMOTE_ADDR="192.0.2.77")
    Client().post("/account/sign-in/", {"login": person.email, "password": "wrong-one"})
    Client().get(f"/inspections/{inspection.ref}/nowhere/")
    Client().get("/areas/?name=somebody")
    Client().get("/areas/nowhere-at-all/")
    said = log.getvalue()
    assert [(line["method"], line["route"], line["status"]) for line in lines(log)] == [
        ("GET", "inspections/<slug:ref>/", 200),
        ("POST", "account/sign-in/", 200),
        ("GET", None, 404),
        ("GET", "areas/", 200),
        ("GET", "areas/<str:code>/", 404),
    ]
    secrets = (person.email, person.name, inspection.ref, "somebody", "192.0.2.77", "wrong-one", "127.0.0.1")
    assert [word for word in secrets if word in said] == []


@pytest.mark.django_db
def test_each_answer_has_an_id_that_the_log_has_too(log):
    answer = Client().get("/health")
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])
    assert [line["request_id"] for line in lines(log)] == [answer["X-Request-ID"]]


@pytest.mark.django_db
def test_what_a_browser_may_do_is_said_with_every_page():
    answer = Client().get("/account/sign-in/")
    policy = answer["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert {nonce} == set(re.findall(r'nonce="([^"]+)"', answer.text))
    assert re.findall(r"<[^>]+ style=|<style|<[^>]+ on\w+=", answer.text) == []
    assert {name: answer[name] for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")} == {
        "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    }  # fmt: skip
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=()")
    cookies = answer.cookies["csrftoken"]
    assert (cookies["httponly"], cookies["samesite"]) == (True, "Lax")


# Errors


def fails(error: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


class TestAddresses:
    """Addresses of views that go wrong, beside the real ones."""

    urlpatterns = [
        *urls.urlpatterns,
        path("not-possible", allow(everyone)(fails(NotPossible("Too early for that")))),
        path("invalid", allow(everyone)(fails(invalid("day", "Enter another day")))),
        path("not-allowed", allow(everyone)(fails(NotAllowed("Not you")))),
        path("bug", allow(everyone)(fails(ValueError("somebody@example.org")))),
        path("unmarked", fails(ValueError("never reached"))),
        *allow_each([path("ready-made", fails(NotPossible("Reached")))], is_signed_in),
    ]
    __test__ = False


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=TestAddresses)
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/not-possible", 409, "Too early for that"),
        ("/invalid", 400, "Enter another day"),
        ("/not-allowed", 403, None),
        ("/unmarked", 403, None),
        ("/nowhere", 404, None),
        ("/bug", 500, None),
        ("/ready-made", 302, None),
    ],
)
def test_errors_are_pages(address, status, heading):
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    if status != 302:
        assert len(re.findall(r"<h1", answer.text)) == 1
        assert "somebody@example.org" not in answer.text
    if heading:
        assert heading in answer.text


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=TestAddresses)
def test_a_bug_is_logged_with_its_place_and_without_its_words(log):
    Client(raise_request_exception=False).get("/bug")
    bug, request = lines(log)
    assert (bug["event"], request["event"], request["status"]) == ("django.request", "request", 500)
    assert bug["request_id"] == request["request_id"]
    assert (bug["error"], bug["level"]) == ("ValueError", "error")
    assert bug["where"][-1].endswith(" view")
    assert "somebody@example.org" not in log.getvalue()


@pytest.mark.django_db
def test_nothing_shown_to_somebody_signed_in_is_kept():
    client = factories.signed_in(factories.person("administrator"))
    pages = ("/", "/areas/", "/account/", "/account/people/", "/inspections/", "/programme/", "/nowhere/", "/areas/x/")
    assert ["no-store" in client.get(page).get("Cache-Control", "") for page in pages] == [True] * len(pages)
    assert "Cache-Control" not in Client().get("/areas/")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/areas/", "/frameworks/", "/frameworks/compare/", "/about/", "/api/"])
def test_a_page_that_only_shows_takes_nothing(page):
    assert [Client().generic(method, page).status_code for method in ("POST", "PUT", "DELETE")] == [405, 405, 405]


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/sign-in/", {"login": "x@example.org", "password": "x"})
    assert answer.status_code == 403
    assert len(re.findall(r"<h1", answer.text)) == 1


@pytest.mark.django_db
def test_an_unknown_host_is_refused():
    assert Client().get("/health", headers={"host": "evil.example"}).status_code == 400


def test_the_rule_of_a_view_is_asked_for_each_request():
    view = allow(is_signed_in)(lambda request: HttpResponse("in"))
    request = RequestFactory().get("/secret?x=1")
    request.user = type("Nobody", (), {"is_authenticated": False, "is_active": False})()
    assert view(request).url == "/account/sign-in/?next=/secret%3Fx%3D1"


# Settings


def in_a_process(code: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python with the service's settings and nothing else in the environment."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **environment}
    given = {"DJANGO_SETTINGS_MODULE": "joint_inspection_web.settings"}
    return subprocess.run(
        [sys.executable, "-c", code], env=given | clean, capture_output=True, text=True, check=False, timeout=60
    )


SHOW = "from django.conf import settings as s; print(s.HTTPS, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.DEBUG)"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SECRET_KEY": "x"}, "True True 31536000 False"),
        ({"SECRET_KEY": "x", "HSTS_SECONDS": "60"}, "True True 60 False"),
        ({"SECRET_KEY": "x", "DEMO": "1"}, "False False 0 False"),
        ({"SECRET_KEY": "x", "DEBUG": "1"}, "False False 0 True"),
    ],
)
def test_it_is_safe_unless_told_otherwise(environment, expected):
    assert in_a_process(SHOW, **environment).stdout.strip() == expected


def test_nothing_is_left_to_say_about_the_settings_of_a_real_service(tmp_path):
    check = "from django.core.management import execute_from_command_line as run; run(['x', 'check', '--deploy'])"
    real = {"SECRET_KEY": "".join(map(chr, range(40, 100))), "VAR_DIR": str(tmp_path)}
    lists = {"CHILD_DATA_KEY": f"2026:{'A' * 43}=", "CLAMD_SOCKET": "/run/clamav/clamd.ctl"}
    said = in_a_process(f"import django; django.setup(); {check}", **real, **lists)
    assert (said.returncode, "WARNINGS" in said.stderr) == (0, False)
    without = in_a_process(f"import django; django.setup(); {check}", **real).stderr
    assert ("No master key for child data" in without, "not scanned for viruses" in without) == (True, True)


def test_without_a_key_it_does_not_start_but_a_demonstration_makes_its_own(tmp_path):
    assert "Set SECRET_KEY" in in_a_process(SHOW, VAR_DIR=str(tmp_path)).stderr
    show = "from django.conf import settings as s; print(s.SECRET_KEY)"
    made = [in_a_process(show, VAR_DIR=str(tmp_path), DEMO="1").stdout for _ in range(2)]
    key = tmp_path / "secret-key"
    assert made == [key.read_text() + "\n"] * 2
    assert len(key.read_text()) >= 50
    assert oct(key.stat().st_mode)[-3:] == "600"


def test_a_flag_that_is_neither_yes_nor_no_is_refused():
    assert "DEMO is 'maybe': write 1 or 0" in in_a_process(SHOW, SECRET_KEY="x", DEMO="maybe").stderr


def test_a_postgresql_address_is_understood():
    show = (
        "from django.conf import settings as s; print(s.DATABASES['default']['ENGINE'], s.DATABASES['default']['NAME'])"
    )
    answer = in_a_process(show, SECRET_KEY="x", DATABASE_URL="postgresql://somebody@db.example/inspections")
    assert answer.stdout.strip() == "django.db.backends.postgresql inspections"


def test_the_tests_themselves_serve_styled_pages_without_a_key_of_value():
    assert settings.SECRET_KEY == "only for tests"
    assert (ROOT / ".build" / "static" / "main.css").exists()
