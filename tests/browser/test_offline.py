"""Stories: an inspector writes where there is no connection, and nothing that was written is lost, doubled or shown."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from browser.conftest import BROWSERS, WIDTHS, Visitor
from factories import child_files, safety
from factories.notebook import keep, raw
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.safety.models import Alarm

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASSPHRASE, MARKER = "otter velvet lantern", "GWENDOLEN-WAITED"
at_a_desk = pytest.mark.parametrize("visitor", ["desk"], indirect=True)
FULL = """
const add = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (...given) {
  if (this.name === "notes" && globalThis.full !== false) throw new DOMException("full", "QuotaExceededError");
  return add.apply(this, given);
};
"""


@dataclass(kw_only=True)
class Notebook:
    """Somebody with their notebook open on a page."""

    visitor: Visitor
    inspection: Inspection
    page: Page

    @property
    def path(self) -> str:
        return f"/inspections/{self.inspection.ref}/evidence/write/"

    def open(self, path: str | None = None) -> Page:
        self.page.goto(self.visitor.address + (path or self.path))
        return self.ready()

    def ready(self) -> Page:
        self.page.wait_for_selector("#device[data-ready]")
        return self.page

    def set_up(self) -> None:
        self.open()
        self.page.get_by_text("Set this device up for writing without a connection").click()
        self.page.get_by_label("Choose a passphrase").fill(PASSPHRASE)
        self.page.get_by_label("The same passphrase again").fill(PASSPHRASE)
        self.page.get_by_role("button", name="Set this device up").click()
        expect(self.page.locator("#device")).to_have_attribute("data-stands", "sent", timeout=20_000)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.page.get_by_label("Passphrase of your journal").fill(passphrase)
        self.page.get_by_role("button", name="Open my journal").click()

    def lock(self) -> None:
        self.page.get_by_role("button", name="Close my journal").click()
        expect(self.page.get_by_label("Passphrase of your journal")).to_be_visible()

    def fill(self, text: str) -> None:
        for name in ("criterion", "agency"):
            self.page.select_option(f"#id_{name}", index=1)
        self.page.select_option("#id_method", "record")
        self.page.get_by_label("Speaks against it").check()
        self.page.fill("#id_text", text)

    def write(self, text: str) -> None:
        self.fill(text)
        self.page.locator("#id_text").press("Control+Enter")
        expect(self.page.locator("#id_text")).to_have_value("")

    def draft(self, text: str) -> None:
        self.fill(text)
        self.page.wait_for_timeout(1000)

    def expect_waiting(self, number: int) -> None:
        expect(self.page.locator("#device")).to_have_attribute("data-waiting", str(number), timeout=30_000)

    def expect_stands(self, word: str) -> None:
        expect(self.page.locator("#device")).to_have_attribute("data-stands", word, timeout=30_000)

    def offline(self, lost: bool = True) -> None:
        self.page.context.set_offline(lost)

    def try_now(self) -> None:
        self.page.evaluate("dispatchEvent(new Event('online'))")


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def notebook(visitor: Visitor, inspection: Inspection) -> Notebook:
    """An inspector's notebook, on a device that was set up."""
    visitor.may_lose_connection = True
    visitor.go_on_as(child_files.inspector(inspection))
    made = Notebook(visitor=visitor, inspection=inspection, page=visitor.page)
    made.set_up()
    return made


def kept(inspection: Inspection) -> list[str]:
    """What the server has, oldest first."""
    versions = Version.objects.filter(note__inspection=inspection).order_by("received_at", "pk")
    return [Reader(inspection).open(version).text for version in versions]


def test_what_is_written_without_a_connection_is_sent_when_there_is_one(notebook: Notebook):
    # Given an inspector in a council's basement, without a connection
    page = notebook.page
    notebook.offline()

    # When they write two notes and half of a third, and close their journal
    notebook.write("First: the file has no plan")
    notebook.write("Second: “no visit” since May – naïve ☃")
    notebook.draft("Third, half writ")
    expect(page.locator("#device-count")).to_have_text("2 notes are only on this device.")
    expect(page.get_by_label("Speaks against it")).to_be_checked()
    notebook.lock()
    expect(page.locator("#id_text")).to_have_value("")
    expect(page.get_by_label("Speaks against it")).not_to_be_checked()
    expect(page.locator("#device-list li")).to_have_count(0)

    # Then the page opens again without a connection, and says nothing before the passphrase
    page.reload()
    notebook.ready()
    expect(page.get_by_text("Without a connection to the service")).to_be_visible()
    expect(page.locator("#device-count")).to_contain_text("2 notes are only on this device, sealed")
    expect(page.locator("#id_agency option")).to_have_count(1)
    notebook.visitor.check()
    notebook.unlock("another passphrase")
    expect(page.get_by_text("This passphrase opens no journal on this device")).to_be_visible()
    notebook.unlock()
    expect(page.locator("#id_text")).to_have_value("Third, half writ")
    notebook.visitor.check()
    assert kept(notebook.inspection) == []

    # And with a connection everything is sent, once, and the journal lets go of it
    page.locator("#id_text").press("Control+Enter")
    notebook.expect_waiting(3)
    notebook.offline(False)
    notebook.try_now()
    notebook.expect_waiting(0)
    expect(page.locator("#device-count")).to_have_text("Everything you wrote on this device is on the server.")
    expect(page.locator("#device-receipts li")).to_have_count(3)
    assert kept(notebook.inspection) == [
        "First: the file has no plan", "Second: “no visit” since May – naïve ☃", "Third, half writ",
    ]  # fmt: skip
    notebook.open()
    notebook.visitor.check()


@at_a_desk
def test_an_expired_sign_in_stops_nobody_from_writing(notebook: Notebook):
    Session.objects.all().delete()
    notebook.visitor.expected.add(401)
    notebook.write("Written after the sign-in had expired")
    notebook.expect_stands("signed-out")
    stands = notebook.page.locator("#device-stands")
    expect(stands).to_have_text("Your sign-in has expired. Sign in again to send 1 note.")
    expect(notebook.page.get_by_role("link", name="Sign in (opens in a new tab)")).to_be_visible()
    notebook.visitor.go_on_as(Person.objects.get())
    notebook.try_now()
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["Written after the sign-in had expired"]


@at_a_desk
def test_nobody_else_sends_or_sees_what_somebody_wrote(notebook: Notebook):
    writer = Person.objects.get()
    notebook.offline()
    notebook.write("Only its writer sends this")
    notebook.draft("Only its writer reads this")
    notebook.visitor.go_on_as(child_files.inspector(notebook.inspection))
    notebook.offline(False)
    notebook.try_now()
    expect(notebook.page.locator("#device-stands")).to_contain_text("Somebody else is signed in here")
    expect(notebook.page.locator("#id_text")).to_have_value("")
    notebook.open()
    expect(notebook.page.locator("#device-count")).to_contain_text("nothing you write is saved on this device yet")
    assert "Only its writer" not in notebook.page.content()
    assert kept(notebook.inspection) == []
    notebook.visitor.go_on_as(writer)
    notebook.open()
    notebook.unlock()
    notebook.expect_waiting(0)
    expect(notebook.page.locator("#id_text")).to_have_value("Only its writer reads this")
    assert kept(notebook.inspection) == ["Only its writer sends this"]


@at_a_desk
def test_signing_out_closes_the_journal_and_keeps_what_waits(notebook: Notebook):
    page = notebook.page
    notebook.visitor.expected.add(401)
    notebook.offline()
    notebook.write("Waits for its writer")
    page.context.route("**/evidence/sync/", lambda route: route.abort())  # signed out before anything is sent
    notebook.offline(False)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(notebook.visitor.address + "/")
    notebook.offline()
    notebook.open()
    expect(page.locator("#device-count")).to_contain_text("1 note is only on this device, sealed")
    notebook.unlock()
    expect(page.locator("#device-list")).to_contain_text("Waits for its writer")
    expect(page.locator("#id_agency option")).to_have_count(1)
    notebook.offline(False)


@at_a_desk
def test_a_full_device_says_so_and_keeps_the_words_on_the_page(notebook: Notebook, tmp_path: Path):
    # Given a device without room, with a connection: the note goes straight to the server
    page = notebook.page
    page.add_init_script(FULL)
    notebook.open()
    notebook.write("Straight to the server")
    expect(page.locator("#device-says")).to_contain_text("This device is full. Your note went straight to the server")
    assert kept(notebook.inspection) == ["Straight to the server"]

    # When there is no connection either, the words stay, and a sealed copy can be taken away
    notebook.offline()
    notebook.fill(MARKER)
    page.locator("#id_text").press("Control+Enter")
    expect(page.get_by_text("This device is full and there is no connection.")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value(MARKER)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download a sealed copy").click()
    copy = tmp_path / "copy.json"
    download.value.save_as(copy)
    assert MARKER not in copy.read_text()

    # Then it opens again with the passphrase, and is sent
    page.evaluate("globalThis.full = false")
    page.fill("#id_text", "")
    page.get_by_text("Open a sealed copy from a file").click()
    page.locator("#device-file").set_input_files(copy)
    page.get_by_label("Passphrase with which it was sealed").fill(PASSPHRASE)
    page.get_by_role("button", name="Open the copy").click()
    expect(page.locator("#id_text")).to_have_value(MARKER)
    notebook.offline(False)
    page.locator("#id_text").press("Control+Enter")
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["Straight to the server", MARKER]


@at_a_desk
def test_a_wrong_clock_is_told_and_both_times_are_kept(notebook: Notebook):
    notebook.page.clock.set_fixed_time(timezone.now() - timedelta(hours=3))
    notebook.write("Noted three hours ago, says this device")
    notebook.expect_waiting(0)
    expect(notebook.page.locator("#device-stands")).to_contain_text("The clock of this device is 180 minutes slow")
    version = Version.objects.get()
    assert 10_700 < version.clock_skew < 10_900
    assert version.received_at - version.noted_at > timedelta(hours=2, minutes=59)


@at_a_desk
def test_two_tabs_send_each_note_once(notebook: Notebook):
    sent: list[str] = []
    notebook.page.context.on("request", lambda request: sent.extend(versions_in(request.post_data)))
    other = Notebook(
        visitor=notebook.visitor, inspection=notebook.inspection, page=notebook.page.context.new_page()
    )  # fmt: skip
    other.open()
    expect(other.page.get_by_role("button", name="Close my journal")).to_be_visible()
    notebook.offline()
    for tab in (notebook, other):
        tab.open()  # both from what the device keeps
        expect(tab.page.get_by_role("button", name="Close my journal")).to_be_visible()
    notebook.draft("Draft of the first tab")
    other.draft("Draft of the second tab")
    for tab, name in ((notebook, "first"), (other, "second")):
        tab.page.locator("#id_text").press("Control+Enter")
        expect(tab.page.locator("#device-says")).to_contain_text("Saved on this device")
        tab.draft(f"Half-written in the {name} tab")
    notebook.expect_waiting(2)
    other.expect_waiting(2)
    sent.clear()
    notebook.offline(False)
    for tab in (notebook, other):
        tab.try_now()
    notebook.expect_waiting(0)
    other.expect_waiting(0)
    assert sorted(kept(notebook.inspection)) == ["Draft of the first tab", "Draft of the second tab"]
    assert len(sent) == 2
    expect(notebook.page.locator("#id_text")).to_have_value("Half-written in the first tab")
    expect(other.page.locator("#id_text")).to_have_value("Half-written in the second tab")


def versions_in(body: str | None) -> list[str]:
    """The versions that a call to the server brings."""
    return [note["version"] for note in json.loads(body).get("notes", [])] if body and body.startswith("{") else []


@at_a_desk
def test_a_receipt_that_never_arrives_is_asked_for_again(notebook: Notebook):
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    notebook.page.context.route("**/evidence/sync/", lose, times=1)
    notebook.write("Committed, but its receipt was lost")
    notebook.expect_stands("offline")
    assert (lost, kept(notebook.inspection)) == ([200], ["Committed, but its receipt was lost"])
    notebook.expect_waiting(1)
    notebook.try_now()
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["Committed, but its receipt was lost"]


@at_a_desk
@pytest.mark.parametrize(
    "answer",
    [{"status": 500, "body": "<h1>Error</h1>"}, {"status": 200, "json": {"receipts": [], "refused": [], "csrf": ""}}],
)
def test_a_server_that_answers_nonsense_loses_nothing(notebook: Notebook, answer: dict):
    notebook.visitor.expected.add(500)
    notebook.page.context.route("**/evidence/sync/", lambda route: route.fulfill(**answer), times=1)
    notebook.write("Still here")
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["Still here"]


@at_a_desk
def test_a_receipt_for_other_words_lets_go_of_nothing(notebook: Notebook):
    def answer(route: Route) -> None:
        note = json.loads(route.request.post_data or "")["notes"][0]
        receipt = {"version": note["version"], "digest": "0" * 64, "at": "2026-03-03T10:00:00Z", "heads": []}
        route.fulfill(json={"receipts": [receipt], "refused": [], "csrf": ""})

    notebook.page.context.route("**/evidence/sync/", answer, times=1)
    notebook.write("These very words")
    expect(notebook.page.locator("#device-list")).to_contain_text("The service has other words under this note’s id")
    notebook.expect_waiting(1)
    notebook.page.get_by_role("button", name="Send it again").click()
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["These very words"]


def test_a_refused_note_stays_with_the_advice_and_is_mended(notebook: Notebook):
    page = notebook.page
    notebook.fill("It will happen")
    page.get_by_label("Day it happened").fill("2199-01-01")
    page.locator("#id_text").press("Control+Enter")
    expect(page.locator("#device-list")).to_contain_text("“It will happen” was not taken")
    notebook.visitor.check()
    notebook.write("The next one is sent all the same")
    notebook.expect_waiting(1)
    page.get_by_role("button", name="Open it in the form").click()
    expect(page.locator("#id_text")).to_have_value("It will happen")
    page.get_by_label("Day it happened").fill("")
    page.locator("#id_text").press("Control+Enter")
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["The next one is sent all the same", "It will happen"]


@at_a_desk
def test_a_note_that_was_left_half_written_can_be_taken_up(notebook: Notebook):
    page = notebook.page
    notebook.draft("Half of the first")
    notebook.lock()
    notebook.fill("Written before the journal was open")
    notebook.unlock()
    expect(page.locator("#device-list")).to_contain_text("Unfinished: “Half of the first”")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator("#id_text")).to_have_value("Half of the first")
    expect(page.locator("#device-list")).to_contain_text("Unfinished: “Written before the journal was open”")
    notebook.visitor.check()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("#device-list li")).to_have_count(0)
    notebook.write("The whole of the first")
    notebook.expect_waiting(0)
    assert kept(notebook.inspection) == ["The whole of the first"]


@at_a_desk
def test_two_who_correct_the_same_note_without_a_connection_are_both_kept(notebook: Notebook):
    # Given a note that was kept, and its correction open on this device
    page = notebook.page
    notebook.write("There is no plan")
    notebook.expect_waiting(0)
    first = Version.objects.get()
    notebook.open(f"/inspections/{notebook.inspection.ref}/evidence/notes/{first.note_id}/correct/")

    # When a colleague corrects it while the writer has no connection
    notebook.offline()
    page.fill("#id_text", "There is a plan of March")
    page.get_by_role("button", name="Keep this correction").click()
    expect(page.locator("#device-says")).to_contain_text("It is sent when there is a connection")
    may = raw(
        notebook.inspection, note=first.note_id, bases=[str(first.pk)], kind="correction", text="There is a plan of May"
    )  # fmt: skip
    keep(notebook.inspection, may, by=child_files.inspector(notebook.inspection))
    notebook.offline(False)
    notebook.try_now()
    notebook.expect_waiting(0)

    # Then both stand side by side, and the page says so
    assert sorted(kept(notebook.inspection)[1:]) == ["There is a plan of March", "There is a plan of May"]
    page.get_by_text("Receipts", exact=True).click()
    expect(page.locator("#device-receipts")).to_contain_text("Two versions stand side by side")


@at_a_desk
def test_what_is_missing_is_said_before_anything_is_kept(notebook: Notebook):
    notebook.page.get_by_role("button", name="Save and write another").click()
    expect(notebook.page.locator("#device-problems")).to_contain_text("Choose a criterion")
    expect(notebook.page.locator("#device-problems")).to_be_focused()
    notebook.visitor.check()
    notebook.expect_waiting(0)


def test_a_child_is_at_risk_where_there_is_no_connection(visitor: Visitor, inspection: Inspection):
    safety.contacts(inspection)
    visitor.may_lose_connection = True
    visitor.go_on_as(child_files.inspector(inspection))
    notebook = Notebook(visitor=visitor, inspection=inspection, page=visitor.page)
    notebook.set_up()
    notebook.page.wait_for_timeout(500)
    notebook.offline()
    notebook.lock()
    notebook.open()
    notebook.page.get_by_role("link", name="A child is at risk").click()
    page = notebook.ready()
    # Whom to ring stands there before any passphrase
    expect(page.locator("#contacts")).to_contain_text("020 7946 0010")
    visitor.check()
    notebook.unlock()
    page.get_by_label("What makes you worried now").fill(" A child said that going home is not safe ")
    page.get_by_label("Is the child in immediate danger?").select_option("yes")
    visitor.check()
    page.get_by_role("button", name="Save it on this device, and send it").click()
    notebook.expect_waiting(1)
    assert Alarm.objects.count() == 0
    notebook.offline(False)
    notebook.try_now()
    notebook.expect_waiting(0)
    assert [(alarm.danger, alarm.inspection) for alarm in Alarm.objects.all()] == [("yes", inspection)]


@at_a_desk
def test_without_scripts_the_form_is_a_form(browser: Browser, visitor: Visitor, inspection: Inspection):
    visitor.go_on_as(child_files.inspector(inspection))
    plain = browser.new_context(java_script_enabled=False, storage_state=visitor.page.context.storage_state())
    notebook = Notebook(visitor=visitor, inspection=inspection, page=plain.new_page())
    notebook.page.goto(visitor.address + notebook.path)
    expect(notebook.page.locator("#device")).to_be_hidden()
    notebook.fill("Without any script")
    notebook.page.get_by_role("button", name="Save and finish").click()
    expect(notebook.page.get_by_text("Without any script")).to_be_visible()
    assert kept(inspection) == ["Without any script"]
    plain.close()


@pytest.fixture
def own_browser(playwright_of: Playwright, tmp_path: Path) -> Iterator[Page]:
    """A browser with a folder of its own, as somebody's laptop has."""
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    width, height = WIDTHS["desk"]
    context = playwright_of.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=path, args=arguments, viewport={"width": width, "height": height}
    )
    yield context.new_page()
    context.close()


def test_nothing_that_is_written_lies_on_the_disk_in_the_clear(
    own_browser: Page, live_server, inspection: Inspection, tmp_path: Path
):
    visitor = Visitor(page=own_browser, address=live_server.url)
    visitor.go_on_as(child_files.inspector(inspection))
    notebook = Notebook(visitor=visitor, inspection=inspection, page=own_browser)
    notebook.set_up()
    notebook.offline()
    for number in range(3):
        notebook.write(f"{MARKER} note {number}")
    notebook.draft(f"{MARKER} half-writ")
    own_browser.reload()
    expect(own_browser.locator("#id_text")).to_have_value(f"{MARKER} half-writ")
    notebook.expect_waiting(3)
    own_browser.wait_for_timeout(3000)  # the browser writes what it keeps of its windows now and then
    assert lying_about(MARKER, tmp_path / "profile") == []
    assert lying_about(PASSPHRASE, tmp_path / "profile") == []
    assert lying_about("joint-inspection-notebook", tmp_path / "profile") != []
    own_browser.context.close()
    assert lying_about(MARKER, tmp_path / "profile") == []


def lying_about(words: str, folder: Path) -> list[str]:
    """The files of a folder that hold some words, letter by letter or two bytes a letter."""
    found = []
    for form in (words, "\\x00".join(words) + "\\x00"):
        command = ["grep", "-rlaP", form, str(folder)]
        found += subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return found
