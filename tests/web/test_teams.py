"""Teams: who is asked and declares before they learn the area, what is ruled, what is lacking and who accepted it."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from factories import child_files, teams
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.verify import rebuild
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import FIELDWORK, Inspection
from joint_inspection_web.teams import actions
from joint_inspection_web.teams.cover import advisers_named, cover_of
from joint_inspection_web.teams.models import Acceptance, Ask, Ruling
from web.reading import read
from web.test_accounts import without_chance

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
LATER = NOW + timedelta(days=90)
COUNCIL = f"council:{factories.ELMSHIRE}"


def joint(*, no_notice: bool = False, by: Person | None = None) -> Inspection:
    """A joint inspection of Elmshire by several inspectorates, with themes."""
    return inspections.open_inspection(
        area=factories.area(), framework=find("jtai@2022"), kind="thematic", begins_on=date(2026, 3, 2), by=by, at=NOW
    )


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def page(client, name: str, inspection: Inspection, **more) -> str:
    return reverse(f"teams:{name}", kwargs={"ref": inspection.ref, **more})


# Asking and declaring


def test_whoever_is_asked_learns_the_theme_and_the_days_and_not_the_area():
    inspection, inspector = joint(), factories.person("team_inspector")
    actions.choose_theme(inspection, theme="domestic_abuse", by=None, at=NOW)
    teams.asked(inspection, inspector, declared=False)
    client = factories.signed_in(inspector)
    shown = client.get(reverse("declarations:mine")).text
    assert [word for word in ("domestic abuse", "2 March 2026", "Team inspector") if word in shown] == [
        "domestic abuse", "2 March 2026", "Team inspector",
    ]  # fmt: skip
    before = shown[: shown.index('<datalist id="organisations"')]
    assert [word for word in ("Elmshire", inspection.ref, inspection.area) if word in before] == []
    assert client.get(page(client, "front", inspection)).status_code == 404


def test_of_a_visit_without_notice_not_even_the_days_are_told():
    planner, inspector = factories.person("planner"), factories.person("team_inspector")
    hidden = factories.inspection(no_notice=True, by=planner)
    actions.ask(hidden, person=inspector, role="team_inspector", by=planner, at=NOW)
    shown = factories.signed_in(inspector).get(reverse("declarations:mine")).text
    assert "not told: the visit is without notice" in shown
    assert [word for word in ("2 March 2026", hidden.ref) if word in shown] == []


def test_without_an_interest_in_the_area_nothing_stands_in_the_way():
    inspection, inspector = joint(), factories.person("team_inspector")
    teams.declares(inspector, f"council:{factories.NORTHDALE}", ended=2024)
    asked = teams.asked(inspection, inspector)
    assert asked.cleared_at == NOW
    assert actions.seat(asked, by=None, at=NOW).person == inspector
    assert Inspection.objects.visible_to(again(inspector)).filter(pk=inspection.pk).exists()


@pytest.mark.parametrize(
    ("decision", "conditions", "seated"),
    [("allowed", "", True), ("conditions", "Does not look at the force", True), ("not_allowed", "", False)],
)
def test_an_interest_in_the_area_is_ruled_on_before_anybody_is_seated(decision, conditions, seated):
    inspection, inspector = joint(), factories.person("team_inspector")
    teams.declares(inspector, "police:X98000001", kind="family", began=None)
    asked = teams.asked(inspection, inspector)
    assert asked.cleared_at is None
    with pytest.raises(InvalidInput, match="has to declare, or somebody to rule on it, first"):
        inspections.add_person(inspection, person=inspector, role="team_inspector", by=None, at=NOW)
    actions.rule(
        asked, decision=decision, reason="Read it", conditions=conditions, by=factories.person("planner"), at=NOW
    )
    if seated:
        assert actions.seat(asked, by=None, at=NOW).role == "team_inspector"
    else:
        with pytest.raises(InvalidInput, match="may not join: so it was ruled"):
            actions.seat(asked, by=None, at=NOW)
    assert list(Ruling.objects.values_list("decision", "reason")) == [(decision, "Read it")]


def test_nobody_rules_on_themselves_nor_does_a_team_inspector():
    inspection = joint()
    planner, colleague = factories.person("planner"), factories.person("team_inspector")
    teams.seated(inspection, colleague)
    accounts.give_role(planner, organisation=factories.organisation(), role="team_inspector", by=None, at=NOW)
    planner = again(planner)
    asked = teams.asked(inspection, planner)
    for somebody in (planner, again(colleague)):
        with pytest.raises(NotAllowed):
            actions.rule(asked, decision="allowed", reason="It is me", conditions="", by=somebody, at=NOW)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"decision": "perhaps"}, "Choose whether the person may join"),
        ({"reason": " "}, "Say why"),
        ({"decision": "conditions"}, "Say under which conditions"),
    ],
)
def test_a_ruling_says_what_and_why(sent, says):
    inspection, inspector = joint(), factories.person("team_inspector")
    asked = teams.asked(inspection, inspector)
    with pytest.raises(InvalidInput, match=says):
        actions.rule(asked, **({"decision": "allowed", "reason": "Fine", "conditions": ""} | sent), by=None, at=NOW)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"kind": "magic"}, "Choose what sort of interest it is"),
        ({"organisation": None}, "Choose the body that it is about"),
        ({"kind": "values", "says": ""}, "Say what it is about"),
        ({"began": 2050}, "has not come yet"),
        ({"began": 2020, "ended": 2019}, "It ended before it began"),
    ],
)
def test_an_interest_makes_sense(sent, says):
    given = {
        "kind": "employment",
        "organisation": factories.organisation(COUNCIL),
        "began": 2010,
        "ended": None,
        "says": "",
    }
    with pytest.raises(InvalidInput, match=says):
        actions.add_interest(**(given | sent), by=factories.person("team_inspector"), at=NOW)


# Changes


def visible(person: Person, inspection: Inspection) -> bool:
    return Inspection.objects.visible_to(again(person)).filter(pk=inspection.pk).exists()


def test_whoever_declares_something_more_stands_back_until_it_is_settled():
    inspection, inspector = joint(), factories.person("team_inspector")
    teams.seated(inspection, inspector)
    assert visible(inspector, inspection)
    teams.declares(inspector, COUNCIL, kind="financial")
    assert not visible(inspector, inspection)
    asked = actions.declare(Ask.objects.get(), by=inspector, at=LATER)
    assert not visible(inspector, inspection)
    actions.rule(asked, decision="allowed", reason="A pension of long ago", conditions="", by=None, at=LATER)
    assert visible(inspector, inspection)


def test_a_new_role_or_body_asks_for_another_declaration():
    inspection, inspector = joint(), factories.person("team_inspector")
    teams.seated(inspection, inspector)
    accounts.give_role(inspector, organisation=factories.organisation("cqc"), role="analyst", by=None, at=LATER)
    assert not visible(inspector, inspection)
    assert [gap.id for gap in cover_of(inspection).gaps if gap.person] == [f"undeclared:{inspector.ref}"]
    actions.declare(Ask.objects.get(), by=again(inspector), at=LATER + timedelta(hours=1))
    assert visible(inspector, inspection)


def test_the_lead_may_have_somebody_declare_again():
    inspection, inspector = joint(), factories.person("team_inspector")
    lead = factories.person("lead_inspector")
    inspections.add_person(inspection, person=lead, role="lead_inspector", by=None, at=NOW)
    teams.seated(inspection, inspector)
    asked = actions.ask_again(Ask.objects.get(), because="A new school", by=again(lead), at=LATER)
    assert not visible(inspector, inspection)
    assert "A new school" in factories.signed_in(inspector).get(reverse("declarations:mine")).text
    with pytest.raises(InvalidInput, match="Say what has changed"):
        actions.ask_again(asked, because=" ", by=None, at=LATER)
    with pytest.raises(NotPossible, match="take them off it first"):
        actions.let_off(asked, by=None, at=LATER)


def test_whoever_is_let_off_can_be_asked_again():
    inspection, inspector = joint(), factories.person("team_inspector")
    asked = teams.asked(inspection, inspector, declared=False)
    with pytest.raises(InvalidInput, match="has been asked already"):
        teams.asked(inspection, inspector)
    actions.let_off(asked, by=None, at=NOW)
    with pytest.raises(NotPossible, match="You are not asked"):
        actions.declare(asked, by=inspector, at=NOW)
    assert teams.asked(inspection, inspector).cleared_at == NOW


# Cover


def test_a_gap_stands_before_fieldwork_until_somebody_accepts_it_in_writing():
    inspection, planner = joint(), factories.person("planner")
    inspected = inspection.bodies.exclude(kind="inspectorate").values_list("kind", flat=True)
    wheres = [problem.where for problem in gates.in_the_way(inspection, FIELDWORK, at=NOW)]
    assert [where for where in wheres if where.startswith("team.")] == [
        *(f"team.numbers:{each}" for each in ("ofsted", "cqc", "hmicfrs", "hmi-probation")),
        "team.lead",
        *(f"team.agency:{each}" for each in dict.fromkeys(inspected)),
        "team.theme",
    ]
    gaps = [where.removeprefix("team.") for where in wheres if where.startswith("team.")]
    with pytest.raises(InvalidInput, match="Say why the inspection can go on"):
        actions.accept_gaps(inspection, gaps=gaps, why=" ", by=planner, at=NOW)
    with pytest.raises(InvalidInput, match="as they are now"):
        actions.accept_gaps(inspection, gaps=["agency:army"], why="Because", by=planner, at=NOW)
    with pytest.raises(NotAllowed):
        actions.accept_gaps(inspection, gaps=gaps, why="Because", by=factories.person("team_inspector"), at=NOW)
    actions.accept_gaps(inspection, gaps=gaps, why="We begin alone", by=planner, at=NOW)
    assert [p for p in gates.in_the_way(inspection, FIELDWORK, at=NOW) if p.where.startswith("team.")] == []
    assert set(Acceptance.objects.values_list("by", "why")) == {(planner.pk, "We begin alone")}


def test_an_acceptance_ends_when_the_gap_grows():
    inspection = joint()
    health = [factories.person("team_inspector", at="cqc") for _ in range(2)]
    first = teams.seated(inspection, health[0])
    actions.accept_gaps(inspection, gaps=["numbers:cqc"], why="One is ill", by=None, at=NOW)
    assert "numbers:cqc" not in [gap.id for gap in cover_of(inspection).still_open]
    inspections.remove_person(first, by=None, at=NOW)
    assert "numbers:cqc" in [gap.id for gap in cover_of(inspection).still_open]


def test_what_inspectors_know_closes_gaps_while_it_is_fresh():
    inspection, inspector = joint(), factories.person("team_inspector")
    teams.seated(inspection, inspector)
    teams.knows(inspector, "schools", shown_on=date(2020, 1, 6))
    held = teams.knows(inspector, "police")[0]
    gaps = {gap.id for gap in cover_of(inspection).gaps}
    assert ("agency:police" in gaps, "agency:schools" in gaps) == (False, True)
    actions.end_competence(held, by=None, at=NOW)
    assert "agency:police" in {gap.id for gap in cover_of(inspection).gaps}


def test_a_seat_without_a_declaration_is_a_gap():
    inspection, inspector = joint(), factories.person("team_inspector")
    inspections.add_person(inspection, person=inspector, role="team_inspector", by=None, at=NOW)
    assert f"undeclared:{inspector.ref}" in {gap.id for gap in cover_of(inspection).gaps}


def test_earlier_inspections_of_the_area_are_counted():
    inspector = factories.person("team_inspector")
    for year in (2023, 2024, 2025):
        before = factories.inspection(begins_on=date(year, 3, 3) if year != 2024 else date(2024, 3, 4))
        inspections.add_person(before, person=inspector, role="team_inspector", by=None, at=NOW)
        before.stages.create(stage="fieldwork", at=NOW)
    inspection = joint()
    teams.seated(inspection, inspector)
    assert f"rotation:{inspector.ref}" in {gap.id for gap in cover_of(inspection).gaps}


def test_competence_is_recorded_by_the_own_inspectorate():
    inspector, adviser = factories.person("team_inspector"), factories.person("sector_adviser")
    given = {"competence": "police", "basis": "observed", "shown_on": date(2026, 1, 2), "says": "", "at": NOW}
    actions.record_competence(inspector, **given, by=factories.person("quality_assurance"))
    actions.record_competence(adviser, **given, by=factories.person("planner", at="cqc"))
    for somebody in (inspector, factories.person("planner", at="cqc"), factories.person("lead_inspector")):
        with pytest.raises(NotAllowed):
            actions.record_competence(inspector, **given, by=somebody)
    with pytest.raises(InvalidInput, match="has not come yet"):
        actions.record_competence(inspector, **(given | {"shown_on": date(2027, 1, 4)}), by=None)


# Participation


def test_an_inspectorate_that_decides_each_time_may_stay_away():
    inspection = joint()
    planner = factories.person("planner", at="hmi-probation")
    inspector = factories.person("team_inspector", at="hmi-probation")
    given = {"inspectorate": "hmi-probation", "takes_part": False}
    with pytest.raises(InvalidInput, match="Say why it does not take part"):
        actions.say_part(inspection, **given, reason="", by=planner, at=NOW)
    actions.say_part(inspection, **given, reason="Not its theme", by=planner, at=NOW)
    assert "numbers:hmi-probation" not in {gap.id for gap in cover_of(inspection).gaps}
    with pytest.raises(InvalidInput, match="does not take part this time"):
        inspections.add_person(inspection, person=inspector, role="team_inspector", by=None, at=NOW)
    actions.say_part(inspection, inspectorate="hmi-probation", takes_part=True, reason="", by=planner, at=NOW)
    assert "numbers:hmi-probation" in {gap.id for gap in cover_of(inspection).gaps}


@pytest.mark.parametrize(
    ("at", "inspectorate", "says"),
    [
        ("ofsted", "ofsted", "always takes part"),
        ("cqc", "cqc", "always takes part"),
        ("cqc", "hmi-probation", "for which you plan"),
    ],
)
def test_nobody_stays_away_who_always_takes_part_or_speaks_for_another(at, inspectorate, says):
    planner = factories.person("planner", at=at)
    with pytest.raises(InvalidInput, match=says):
        actions.say_part(joint(), inspectorate=inspectorate, takes_part=False, reason="Busy", by=planner, at=NOW)


# Sector advisers: refused by page, by the planner's list and by JSON


@pytest.fixture(params=["the area", "a neighbour", "a recent employer", "a shared police force"])
def too_near(request) -> Person:
    """A sector adviser from too near to Elmshire."""
    if request.param == "the area":
        return factories.person("sector_adviser", at=COUNCIL)
    if request.param == "a neighbour":
        return factories.person("sector_adviser", at=f"council:{factories.ASHCOMBE}")
    if request.param == "a shared police force":
        return factories.person("sector_adviser", at=f"council:{factories.WENLOW}")
    found = factories.person("sector_adviser")
    teams.declares(found, COUNCIL, ended=2023)
    return found


def test_an_adviser_from_too_near_is_refused_by_page_by_seat_and_by_json(too_near):
    inspection, planner = joint(), factories.person("planner")
    client = factories.signed_in(planner)
    sent = {"person": too_near.email, "role": "sector_adviser"}
    for address in (page(client, "ask", inspection), reverse("inspections:show", kwargs={"ref": inspection.ref})):
        refused = client.post(address, sent)
        assert refused.status_code == 200
        assert "There is a problem" in refused.text
    answer = client.post(page(client, "json", inspection), json.dumps({"seats": [sent]}), "application/json")
    assert answer.status_code == 422
    assert answer.json()["says"]
    assert (Ask.objects.count(), inspection.seats.count()) == (0, 0)
    assert "May be asked" not in client.get(page(client, "front", inspection)).text


def test_an_adviser_from_elsewhere_is_asked_declares_and_is_seated():
    inspection, adviser = joint(), factories.person("sector_adviser", name="Ada Wise")
    client = factories.signed_in(factories.person("planner"))
    assert "May be asked" in client.get(page(client, "front", inspection)).text
    with pytest.raises(InvalidInput, match="Ask Ada Wise on the team page first"):
        inspections.add_person(inspection, person=adviser, role="sector_adviser", by=None, at=NOW)
    teams.seated(inspection, adviser, "sector_adviser")
    assert advisers_named(inspection) == (("Ada Wise", factories.organisation(f"council:{factories.SALTMERE}").name),)
    assert not visible(adviser, inspection)
    inspections.announce(inspection, by=None, at=LATER)
    assert visible(adviser, inspection)


def test_even_a_ruling_does_not_let_in_an_adviser_from_too_near():
    inspection, adviser = joint(), factories.person("sector_adviser")
    asked = teams.asked(inspection, adviser, "sector_adviser", declared=False)
    teams.declares(adviser, COUNCIL, ended=2024)
    asked = actions.declare(asked, by=adviser, at=NOW)
    assert asked.cleared_at is None
    with pytest.raises(InvalidInput, match="years have to pass"):
        actions.rule(asked, decision="allowed", reason="We need her", conditions="", by=None, at=NOW)


def test_nobody_from_outside_is_asked_about_the_vault():
    planner = factories.person("planner")
    hidden = factories.inspection(no_notice=True, by=planner)
    with pytest.raises(InvalidInput, match="in the vault"):
        actions.ask(hidden, person=factories.person("sector_adviser"), role="sector_adviser", by=planner, at=NOW)


@pytest.mark.parametrize("role", ["lead_inspector", "team_inspector", "quality_assurance"])
def test_an_adviser_has_no_other_seat(role):
    with pytest.raises(InvalidInput, match="in an inspectorate that takes part"):
        actions.ask(joint(), person=factories.person("sector_adviser"), role=role, by=None, at=NOW)


def test_nobody_of_an_inspectorate_is_a_sector_adviser():
    with pytest.raises(InvalidInput, match="A sector adviser works for an agency"):
        factories.person("sector_adviser", at="ofsted")
    with pytest.raises(InvalidInput, match="is no sector adviser"):
        actions.ask(joint(), person=factories.person("lead_inspector"), role="sector_adviser", by=None, at=NOW)


# The vault


@pytest.mark.parametrize("role", ["planner", "lead_inspector", "quality_assurance", "sector_adviser"])
def test_the_team_of_a_hidden_inspection_is_answered_like_one_that_does_not_exist(role):
    hidden, client = factories.inspection(no_notice=True), factories.signed_in(factories.person(role))
    for name in ("front", "ask", "again", "let_off", "seat", "ruling", "part", "theme", "accept", "json"):
        more = {"number": 1} if name in ("again", "let_off", "seat", "ruling") else {}
        for method in (client.get, client.post):
            answers = [
                method(reverse(f"teams:{name}", kwargs={"ref": ref, **more})) for ref in (hidden.ref, "nobodyhere")
            ]
            assert answers[0].status_code == answers[1].status_code
            assert answers[0].status_code in (403, 404, 405)
            assert without_chance(answers[0].text) == without_chance(answers[1].text)


# Other software


def test_other_software_asks_all_or_nobody():
    inspection, planner = joint(), factories.person("planner")
    inspector = factories.person("team_inspector")
    client, address = factories.signed_in(planner), reverse("teams:json", kwargs={"ref": inspection.ref})
    good, bad = {"person": inspector.email, "role": "team_inspector"}, {"person": "no@example.org", "role": "king"}
    answer = client.post(address, json.dumps({"seats": [good, bad]}), "application/json")
    assert (answer.status_code, answer.json()["says"]) == (
        422,
        [
            "seats.1.person: Nobody has an account with this email address",
            "seats.1.role: Select a valid choice. king is not one of the available choices.",
        ],
    )  # fmt: skip
    adviser = {"person": factories.person("sector_adviser", at=COUNCIL).email, "role": "sector_adviser"}
    answer = client.post(address, json.dumps({"seats": [good, adviser]}), "application/json")
    assert (answer.status_code, answer.json()["says"][0].split(":")[0]) == (422, "seats.1.person")
    assert Ask.objects.count() == 0
    answer = client.post(address, json.dumps({"seats": [good]}), "application/json")
    assert (answer.status_code, answer.json()["asked"]) == (200, [good])


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("", 1), ("[]", 1), ("{}", 1), ('{"seats": 3}', 1), ('{"seats": []}', 1),
        ('{"seats": [{"person": 1, "role": 2}]}', 2),
        ('{"seats": [{"person": "a\\u0000@example.org", "role": "team_inspector"}]}', 2),
    ],
)  # fmt: skip
def test_other_software_is_told_what_to_send(body, problems):
    inspection, client = joint(), factories.signed_in(factories.person("planner"))
    answer = client.post(reverse("teams:json", kwargs={"ref": inspection.ref}), body, "application/json")
    assert (answer.status_code, len(answer.json()["says"])) == (422, problems)


INSIDE = ("evidence:front", "enquiries:front", "triangulation:front", "fairness:hearsay", "safety:refer")
"""Pages for which one has to be on the team."""


def inside(person: Person, inspection: Inspection) -> set[int]:
    """How the pages of the team answer somebody who may know of the inspection."""
    client = factories.signed_in(again(person))
    assert client.get(reverse("inspections:show", kwargs={"ref": inspection.ref})).status_code == 200
    return {client.get(reverse(name, kwargs={"ref": inspection.ref})).status_code for name in INSIDE}


def test_a_seat_is_worth_nothing_once_somebody_speaks_for_an_agency_inspected():
    inspection, inspector = child_files.announced(), factories.person("team_inspector")
    teams.seated(inspection, inspector)
    assert inside(inspector, inspection) == {200}
    council = factories.organisation(child_files.council(inspection).code)
    accounts.give_role(inspector, organisation=council, role="nominated_officer", by=None, at=NOW)
    assert inside(inspector, inspection) == {403}


def test_whoever_stands_back_is_not_let_in_by_another_role():
    inspection, inspector = child_files.announced(), factories.person("team_inspector")
    ofsted = factories.organisation()
    accounts.give_role(inspector, organisation=ofsted, role="quality_assurance", by=None, at=NOW - timedelta(days=1))
    teams.seated(inspection, again(inspector))
    assert inside(inspector, inspection) == {200}
    actions.ask_again(Ask.objects.get(person=inspector), because="A new post", by=None, at=NOW)
    assert inside(inspector, inspection) == {403}


# Who sees what


@pytest.fixture
def played() -> tuple[Inspection, dict[str, Person]]:
    """An announced inspection with one of each on it."""
    inspection = joint()
    cast = {"planner": factories.person("planner"), "officer": factories.person("nominated_officer")}
    cast["lead_inspector"] = factories.person("lead_inspector", name="Leonora Tebbit")
    cast["team_inspector"] = factories.person("team_inspector", at="cqc", name="Tom Ferris")
    cast["quality_assurance"] = factories.person("quality_assurance")
    for role in ("lead_inspector", "team_inspector", "quality_assurance"):
        teams.seated(inspection, cast[role], role)
    teams.knows(cast["team_inspector"], "health")
    cast["sector_adviser"] = teams.adviser(inspection)
    cast["outsider"] = factories.person("team_inspector", at="hmicfrs")
    cast["officer elsewhere"] = factories.person("nominated_officer", at=f"council:{factories.WENLOW}")
    actions.accept_gaps(inspection, gaps=["agency:police"], why="The force is not the theme",
                        by=cast["planner"], at=NOW)  # fmt: skip
    inspections.announce(inspection, by=None, at=LATER)
    return inspection, {name: again(person) for name, person in cast.items()}


SEES = {
    "planner": 200, "lead_inspector": 200, "team_inspector": 200, "quality_assurance": 200, "sector_adviser": 200,
    "officer": 200, "outsider": 404, "officer elsewhere": 404,
}  # fmt: skip


def test_who_sees_the_team(played):
    inspection, cast = played
    found = {name: factories.signed_in(who).get(page(None, "front", inspection)) for name, who in cast.items()}
    assert {name: answer.status_code for name, answer in found.items()} == SEES
    named = {name for name, answer in found.items() if "Tom Ferris" in answer.text}
    assert named == {"planner", "lead_inspector", "team_inspector", "quality_assurance", "sector_adviser"}
    may_ask = {name for name, answer in found.items() if "Ask somebody to join" in answer.text}
    assert may_ask == {"planner", "lead_inspector"}


def test_whoever_rules_finds_what_was_declared_and_who_only_asks_does_not(played):
    inspection, cast = played
    waiting = factories.person("team_inspector", name="Silas Penhale")
    teams.declares(waiting, f"council:{factories.ELMSHIRE}")
    teams.asked(inspection, waiting)
    found = {name: factories.signed_in(who).get(page(None, "front", inspection)).text for name, who in cast.items()}
    link = 'Declaration<span class="govuk-visually-hidden"> of Silas Penhale'
    assert {name for name, text in found.items() if link in text} == {"planner", "quality_assurance"}
    named = {name for name, text in found.items() if "Silas Penhale" in text}
    assert named == {"planner", "lead_inspector", "quality_assurance"}


def test_the_area_reads_roles_knowledge_and_gaps_with_who_accepted_them(played):
    inspection, cast = played
    shown = factories.signed_in(cast["officer"]).get(page(None, "front", inspection)).text
    read = [
        "Lead inspector", "Health", "Sector adviser", "Serves in another area", "Nobody on the team knows police work",
        f"{cast['planner']}, ", "The force is not the theme", "Nobody has accepted these yet",
    ]  # fmt: skip
    assert [words for words in read if words not in shown] == []
    names = [who.name for name, who in cast.items() if name not in ("planner", "officer") and who.name in shown]
    assert names == []


def test_on_the_first_page_the_area_reads_roles_too_and_the_name_of_the_lead_alone(played):
    inspection, cast = played
    where = reverse("inspections:show", kwargs={"ref": inspection.ref})
    shown = {name: read(factories.signed_in(who).get(where)) for name, who in cast.items() if SEES[name] == 200}
    officer = shown["officer"]
    assert sorted(map(tuple, officer.tables["Who inspects"])) == [
        ("Lead inspector", "Ofsted"), ("Quality assurance", "Ofsted"),
        ("Role", "From where, and what they know"), ("Sector adviser", "Serves in another area"),
        ("Team inspector", "Cqc; Health"),
    ]  # fmt: skip
    assert officer.links[cast["lead_inspector"].email] == f"mailto:{cast['lead_inspector'].email}"
    named = {who.name for who in cast.values() if who.name in officer.text}
    assert named == {cast["lead_inspector"].name, cast["officer"].name}
    assert {name for name, page in shown.items() if "Tom Ferris" in page.text} == set(shown) - {"officer"}


WRITES = {
    "ask": {"person": "x@example.org", "role": "team_inspector"}, "theme": {"theme": "front_door"},
    "accept": {"gaps": "lead", "why": "Because"}, "part": {"inspectorate": "ofsted", "takes_part": "yes"},
}  # fmt: skip


@pytest.mark.parametrize("name", ["sector_adviser", "officer", "outsider", "officer elsewhere", "team_inspector"])
def test_who_may_not_change_the_team(played, name):
    inspection, cast = played
    client = factories.signed_in(cast[name])
    for where, sent in WRITES.items():
        answer = client.post(page(client, where, inspection), sent)
        assert answer.status_code in (403, 404), where


@pytest.mark.parametrize(
    ("name", "status"),
    [("planner", 200), ("quality_assurance", 200), ("lead_inspector", 403), ("team_inspector", 403), ("officer", 403)],
)
def test_who_reads_a_declaration(played, name, status):
    inspection, cast = played
    number = Ask.objects.get(person=cast["team_inspector"]).pk
    answer = factories.signed_in(cast[name]).get(page(None, "ruling", inspection, number=number))
    assert answer.status_code == status


def test_the_page_asks_few_questions_however_large_the_team(played):
    inspection, cast = played
    client = factories.signed_in(cast["planner"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page(client, "front", inspection))
        return len(asked)

    before = queries()
    for _ in range(3):
        teams.seated(inspection, factories.person("team_inspector", at="hmicfrs"))
        factories.person("sector_adviser")
    assert queries() == before


# The pages, as they are used


def test_a_team_is_put_together_by_its_pages():
    inspection, planner = joint(), factories.person("planner")
    inspector = factories.person("team_inspector", at="hmicfrs", name="Tom Ferris")
    client, own = factories.signed_in(planner), factories.signed_in(inspector)
    client.post(page(client, "theme", inspection), {"theme": "domestic_abuse"})
    client.post(page(client, "ask", inspection), {"person": inspector.email, "role": "team_inspector"})
    number = Ask.objects.get().pk
    sent = {"kind": "family", "organisation": "Elm Valley Police (fictional)", "says": "My brother is a constable"}
    assert own.post(reverse("declarations:mine"), sent).status_code == 302
    own.post(reverse("declarations:declare", kwargs={"number": number}))
    ruling = page(client, "ruling", inspection, number=number)
    assert "My brother is a constable" in client.get(ruling).text
    tried = client.post(ruling, {"decision": "conditions", "reason": "Far from the case"})
    assert "Say under which conditions" in tried.text
    assert "Far from the case" in tried.text
    sent = {"decision": "conditions", "conditions": "Not in his division", "reason": "Far from the case"}
    assert client.post(ruling, sent).status_code == 302
    assert client.post(page(client, "seat", inspection, number=number)).status_code == 302
    assert "Tom Ferris" in client.get(page(client, "front", inspection)).text
    assert own.get(page(own, "front", inspection)).status_code == 200


def test_what_was_typed_is_shown_again():
    inspection, client = joint(), factories.signed_in(factories.person("planner"))
    shown = client.post(page(client, "ask", inspection), {"person": "who@example.org", "role": "team_inspector"}).text
    assert "Nobody has an account with this email address" in shown
    assert 'value="who@example.org"' in shown


def test_nobody_declares_or_withdraws_for_another():
    inspection, inspector = joint(), factories.person("team_inspector")
    asked = teams.asked(inspection, inspector, declared=False)
    interest = teams.declares(inspector, COUNCIL)
    other = factories.signed_in(factories.person("team_inspector"))
    assert other.post(reverse("declarations:declare", kwargs={"number": asked.pk})).status_code == 404
    assert other.post(reverse("declarations:withdraw", kwargs={"number": interest.pk})).status_code == 404


def test_what_people_know_has_its_page():
    quality, inspector = factories.person("quality_assurance"), factories.person("team_inspector", name="Tom Ferris")
    client = factories.signed_in(quality)
    assert "Tom Ferris" in client.get(reverse("declarations:people")).text
    address = reverse("declarations:competence", kwargs={"ref": inspector.ref})
    assert (
        client.post(address, {"competence": "police", "basis": "training", "shown_on": "2 1 2026"}).status_code == 302
    )
    assert "Police" in client.get(address).text
    number = inspector.competences.get().pk
    client.post(reverse("declarations:end_competence", kwargs={"ref": inspector.ref, "number": number}))
    assert "ended" in client.get(address).text


def test_the_tables_of_teams_are_built_again_from_history_alone():
    teams.whole_story()
    models = tuple(apps.get_app_config("teams").get_models())
    built = {table: rows for table, rows in rebuild().items() if table.startswith("teams.")}
    assert sorted(built) == sorted(model._meta.label_lower for model in models)
    assert built == factories.stored(*models)
