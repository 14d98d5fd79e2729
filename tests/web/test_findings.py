"""Findings stand on evidence: what agencies say of one another, candour and an adviser's notes carry none alone."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, fairness, notebook
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.casedata import destruction
from joint_inspection_web.fairness import items
from joint_inspection_web.fairness.actions import findings
from joint_inspection_web.fairness.models import Finding, FindingVersion
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import Stage

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]


@pytest.fixture
def inspection():
    return child_files.announced()


@pytest.fixture
def lead(inspection):
    return child_files.inspector(inspection, role="lead_inspector")


@pytest.fixture
def inspector(inspection):
    return child_files.inspector(inspection)


def address(inspection, name="front", **kwargs):
    return reverse(f"fairness:{name}", kwargs={"ref": inspection.ref, **kwargs})


def test_a_finding_is_drafted_on_a_page_and_read_again(inspection, inspector):
    items = fairness.enough(inspection, by=inspector)
    client = factories.signed_in(inspector)
    criterion = notebook.criterion(inspection)
    assert client.get(address(inspection, "new")).text.count("?criterion=") == len(
        {each.id for each in findings.find(inspection.framework).criteria}
    )
    page = address(inspection, "new") + f"?criterion={criterion}"
    assert client.get(page).text.count('name="supports"') == 3
    sent = fairness.written(inspection, supports=items)
    answer = client.post(page, sent)
    finding = Finding.objects.get()
    assert answer.url == address(inspection, "finding", finding=finding.ref)
    shown = client.get(answer.url).text
    assert fairness.WORDS in shown
    assert "Does not stand" not in shown
    assert fairness.WORDS in client.get(address(inspection)).text


def test_of_much_evidence_the_newest_is_offered_and_the_rest_is_found_by_agency(inspection, inspector, monkeypatch):
    monkeypatch.setattr(items, "MOST", 2)
    police = fairness.body(inspection, "police").code
    three = fairness.enough(inspection, by=inspector)
    fourth, theirs = fairness.noted(inspection, by=inspector), fairness.noted(inspection, by=inspector, agency=police)
    client = factories.signed_in(inspector)
    page = address(inspection, "new") + f"?criterion={notebook.criterion(inspection)}"
    assert offered(client.get(page)) == [theirs, fourth]
    assert "2 of 5 items" in client.get(page).text
    assert offered(client.get(f"{page}&only_agency={police}")) == [theirs]
    typed = fairness.written(inspection, supports=three[:1]) | {"show": "evidence"}
    shown = client.post(page, typed | {"only_agency": police})
    assert offered(shown) == [three[0], theirs]
    assert (f'value="{three[0]}" checked' in shown.text, fairness.WORDS in shown.text) == (True, True)
    assert "There is a problem" not in shown.text
    assert offered(client.post(page, typed | {"only_method": "child"})) == [three[0], three[2]]
    assert offered(client.post(page, typed | {"supports": ["no id"], "only_method": "survey"})) == []
    assert Finding.objects.count() == 0
    client.post(page, fairness.written(inspection, supports=three))  # none of them was among the newest
    assert findings.latest(Finding.objects.get()).supports == three


def offered(page) -> list[str]:
    """The items to choose from, in their order."""
    return re.findall(r'name="supports" value="([^"]+)"', page.text)


def test_a_finding_typed_while_the_inspection_was_called_off_is_shown_again(inspection, inspector):
    items = fairness.enough(inspection, by=inspector)
    Stage.objects.create(inspection=inspection, stage="called_off", at=factories.NOW)
    page = address(inspection, "new") + f"?criterion={notebook.criterion(inspection)}"
    shown = factories.signed_in(inspector).post(page, fairness.written(inspection, supports=items)).text
    assert ("nothing can be added" in shown, fairness.WORDS in shown) == (True, True)
    assert Finding.objects.count() == 0


@pytest.mark.parametrize("way", ["page", "programming interface"])
@pytest.mark.parametrize(
    ("rests_on", "says"),
    [
        ("hearsay", "is what other agencies say of it"),
        ("candour", "Candour cannot by itself lower a judgement"),
        ("adviser", "sector adviser, who has no vote"),
        ("little", "Too little to rest on"),
        ("nothing", "Cite the evidence that the finding rests on"),
        ("opposite", "says the opposite"),
    ],
)
def test_what_carries_no_finding_is_refused_with_advice(inspection, inspector, lead, rests_on, says, way):
    items = ITEMS[rests_on](inspection, inspector)
    sent = fairness.written(inspection, supports=items)
    if way == "programming interface":
        answer = factories.signed_in(inspector).post(
            f"/inspections/{inspection.ref}/findings/api/", {"finding": sent}, content_type="application/json"
        )
        assert answer.status_code == 422
        assert any(says in problem["says"] for problem in answer.json()["says"])
    else:
        page = address(inspection, "new") + f"?criterion={sent['criterion']}"
        answer = factories.signed_in(inspector).post(page, sent)
        assert says in answer.text
        assert fairness.WORDS in answer.text  # what was typed is shown again
    assert Finding.objects.count() == 0


def adviser(inspection):
    who = factories.person("sector_adviser", at="council:X99000003")
    inspection.seats.create(person=who, role="sector_adviser", began_at=factories.NOW)
    return who


ITEMS = {
    "hearsay": lambda inspection, who: [fairness.hearsay(inspection, by=who) for _ in range(3)],
    "candour": lambda inspection, who: fairness.enough(inspection, by=who, disclosed=True),
    "adviser": lambda inspection, who: [
        *fairness.enough(inspection, by=who), fairness.noted(inspection, by=adviser(inspection))
    ],
    "little": lambda inspection, who: [fairness.noted(inspection, by=who)],
    "nothing": lambda inspection, who: [],
    "opposite": lambda inspection, who: [
        *fairness.enough(inspection, by=who), fairness.noted(inspection, by=who, direction="strength")
    ],
}  # fmt: skip


def test_hearsay_among_other_evidence_is_shown_and_counts_for_nothing(inspection, inspector):
    items = [*fairness.enough(inspection, by=inspector), fairness.hearsay(inspection, by=inspector)]
    version = fairness.drafted(inspection, by=inspector, supports=items)
    page = factories.signed_in(inspector).get(address(inspection, "finding", finding=version.finding.ref)).text
    assert "1 item cited is hearsay: shown, and counted for nothing." in page
    assert page.count(">Hearsay</strong>") == 1


def test_the_lead_alone_accepts_less_evidence_and_never_hearsay(inspection, inspector, lead):
    one = [fairness.noted(inspection, by=inspector)]
    waiver = {"waiver": "The lead: the same in every record"}
    with pytest.raises(InvalidInput, match="Only the lead inspector accepts"):
        fairness.drafted(inspection, by=inspector, supports=one, **waiver)
    assert fairness.drafted(inspection, by=lead, supports=one, **waiver).waived_by == lead
    with pytest.raises(InvalidInput, match="is what other agencies say of it"):
        fairness.drafted(inspection, by=lead, supports=[fairness.hearsay(inspection, by=lead)], **waiver)


def test_what_speaks_against_is_weighed(inspection, inspector):
    items = fairness.enough(inspection, by=inspector)
    against = fairness.noted(inspection, by=inspector, direction="strength")
    with pytest.raises(InvalidInput, match="cite the strongest against the finding"):
        fairness.drafted(inspection, by=inspector, supports=items)
    assert fairness.drafted(inspection, by=inspector, supports=items, against=[against]).against == [against]


def test_an_unknown_body_or_criterion_is_refused(inspection, inspector):
    for change, says in (({"about": ["council:X99000003"]}, "Choose bodies that are inspected here"),
                         ({"criterion": "nothing"}, "no such criterion")):  # fmt: skip
        with pytest.raises(InvalidInput, match=says):
            fairness.drafted(inspection, by=inspector, **change)


def test_what_a_finding_said_before_stays(inspection, inspector):
    version = fairness.drafted(inspection, by=inspector)
    client = factories.signed_in(inspector)
    page = address(inspection, "word_again", finding=version.finding.ref)
    assert fairness.WORDS in client.get(page).text
    client.post(page, fairness.written(inspection, supports=version.supports, text="Plans are late"))
    client.post(address(inspection, "withdraw", finding=version.finding.ref), {"reason": "Seen again"})
    shown = client.get(address(inspection, "finding", finding=version.finding.ref)).text
    assert [word in shown for word in ("Seen again", "Plans are late", fairness.WORDS)] == [True, True, True]
    assert FindingVersion.objects.count() == 3
    with pytest.raises(NotPossible, match="withdrawn"):
        findings.withdraw(version.finding, reason="Again", by=inspector, at=timezone.now())
    assert "1 finding withdrawn" in client.get(address(inspection)).text


def test_a_finding_whose_evidence_was_withdrawn_holds_up_the_end_of_fieldwork(inspection, inspector):
    seen = notebook.raw(inspection)
    notebook.keep(inspection, seen, by=inspector)
    others = fairness.enough(inspection, by=inspector)[1:]
    version = fairness.drafted(inspection, by=inspector, supports=[seen["note"], *others])
    assert findings.unsound(inspection, timezone.now()) == []
    notebook.keep(inspection, notebook.follows(inspection, seen, kind="withdrawal", text="Wrong file"), by=inspector)
    said = [problem.says for problem in gates.in_the_way(inspection, "fieldwork_done", at=timezone.now())]
    assert any(f"Finding {version.finding.ref} no longer stands" in each for each in said)
    page = factories.signed_in(inspector).get(address(inspection, "finding", finding=version.finding.ref)).text
    assert "Does not stand" in page
    assert "An item that was withdrawn since." in page


def test_an_item_in_a_sealed_box_is_cited_without_its_words(inspection, inspector):
    police = notebook.colleague(inspection)
    secret = fairness.noted(inspection, by=police, box="hmicfrs", text="Intelligence that stays here")
    version = fairness.drafted(inspection, by=police, supports=[*fairness.enough(inspection, by=police), secret])
    page = address(inspection, "finding", finding=version.finding.ref)
    assert "Intelligence that stays here" in factories.signed_in(police).get(page).text
    shown = factories.signed_in(inspector).get(page).text
    assert "Intelligence" not in shown
    assert "An item in another inspectorate’s sealed box." in shown


def test_words_are_sealed_everywhere_and_pages_live_on_without_the_key(inspection, inspector, lead):
    version = fairness.drafted(inspection, by=inspector)
    told = "".join(entry.payload for entry in Entry.objects.all())
    assert fairness.WORDS not in told + version.sealed
    proposal = destruction.propose(inspection, reason="The inspection is over", by=None, at=timezone.now())
    destruction.confirm(proposal, by=None, at=timezone.now())
    client = factories.signed_in(inspector)
    for page in (address(inspection), address(inspection, "finding", finding=version.finding.ref)):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "can no longer be read" in answer.text
    answer = client.post(address(inspection, "withdraw", finding=version.finding.ref), {"reason": "Too late"})
    assert answer.status_code == 409


def test_nobody_but_its_inspectors_reads_findings(inspection, inspector):
    version = fairness.drafted(inspection, by=inspector)
    page = address(inspection, "finding", finding=version.finding.ref)
    officer, planner = child_files.officer(child_files.council(inspection)), factories.person("planner")
    statuses = {
        who: [factories.signed_in(person).get(each).status_code for each in (address(inspection), page)]
        for who, person in {
            "inspector": inspector, "officer": officer, "planner": planner, "adviser": adviser(inspection),
            "elsewhere": factories.person("lead_inspector"), "stranger": factories.person(),
        }.items()
    }  # fmt: skip
    assert statuses == {
        "inspector": [200, 200], "officer": [200, 403], "planner": [403, 403], "adviser": [403, 403],
        "elsewhere": [404, 404], "stranger": [404, 403],
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        fairness.drafted(inspection, by=officer, supports=version.supports)


def test_nothing_is_added_once_an_inspection_is_called_off(inspection, inspector):
    items = fairness.enough(inspection, by=inspector)
    inspections.call_off(inspection, by=None, at=timezone.now())
    with pytest.raises(NotPossible, match="called off"):
        fairness.drafted(inspection, by=inspector, supports=items)


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_page_takes_the_same_queries_however_many_findings(
    inspection, inspector, number, django_assert_max_num_queries
):
    items = fairness.enough(inspection, by=inspector)
    for _ in range(number):
        fairness.drafted(inspection, by=inspector, supports=items)
    client = factories.signed_in(inspector)
    with django_assert_max_num_queries(28):
        page = client.get(address(inspection)).text
    assert page.count(fairness.WORDS) == number


def test_other_software_drafts_and_reads_findings_and_learns_nothing_it_may_not(inspection, inspector):
    page = f"/inspections/{inspection.ref}/findings/api/"
    client = factories.signed_in(inspector)
    sent = {"finding": fairness.written(inspection, supports=fairness.enough(inspection, by=inspector))}
    made = client.post(page, sent, content_type="application/json")
    assert (made.status_code, made.json()["text"]) == (201, fairness.WORDS)
    assert [each["finding"] for each in client.get(page).json()["items"]] == [made.json()["finding"]]
    wrong = client.post(page, {"finding": {"criterion": 7, "more": "x"}}, content_type="application/json").json()
    assert {each["where"] for each in wrong["says"]} >= {"criterion", "about", "text", "more"}
    officer = child_files.officer(child_files.council(inspection))
    others = [Client(), factories.signed_in(officer), factories.signed_in(factories.person("lead_inspector"))]
    assert [each.get(page).status_code for each in others] == [401, 403, 404]
