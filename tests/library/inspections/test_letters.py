"""Letters of notification: whatever is published can be told to every agency it is about, in words and as kept."""

from dataclasses import replace
from datetime import date

import pytest

from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.model import Framework
from joint_inspection.frameworks.timetable import planned
from joint_inspection.inspections.letters import (
    NOTHING_ASKED,
    Duty,
    Letter,
    as_text,
    check_letter,
    duties_of,
    from_json,
    sample_of,
)
from joint_inspection.inspections.notices import notice_settings

TOLD = date(2026, 3, 2)
SETTINGS = notice_settings()
VISITS = [(framework, kind.id) for framework in published() for kind in framework.kinds]


def letter(framework: Framework, kind: str, agency_kind: str) -> Letter:
    """What an agency of this kind is told on a Monday."""
    steps = planned(framework, notify=TOLD, kind=kind)
    return Letter(
        office=SETTINGS.offices[agency_kind], body="Elmshire", area="Elmshire", framework=framework.title,
        visit=framework.kind(kind).title, told_on=TOLD, begins_on=TOLD, ends_on=TOLD, contact="the lead inspector",
        inspectorates=("Ofsted",), conduct=SETTINGS.conduct.says, deferral=SETTINGS.deferral.says,
        sample=sample_of(framework, agency_kind=agency_kind),
        duties=duties_of(framework, steps, agency_kind=agency_kind, notify=TOLD),
    )  # fmt: skip


@pytest.mark.parametrize(("framework", "kind"), VISITS, ids=[f"{one.ref} {kind}" for one, kind in VISITS])
def test_every_visit_can_be_told_to_every_agency_and_kept_word_for_word(framework, kind):
    letters = [letter(framework, kind, agency) for agency in framework.agencies]
    assert [problem for each in letters for problem in check_letter(each, settings=SETTINGS)] == []
    assert [from_json(each.as_json()) for each in letters] == letters


def test_an_agency_is_asked_for_what_it_holds_and_for_nothing_else():
    framework = find("jtai@2022")
    asked = {agency: [d.id for d in letter(framework, "thematic", agency).duties] for agency in framework.agencies}
    requests = {agency: [id for id in ids if id.startswith("request:")] for agency, ids in asked.items()}
    assert requests["police"] == ["request:police_lists", "request:police_request"]
    assert requests["partnership"] == ["request:partnership_request"]
    assert [agency for agency, ids in asked.items() if "step:joint_evaluation" not in ids] == []


def test_duties_stand_in_the_order_of_their_days():
    for framework, kind in VISITS:
        for agency in framework.agencies:
            days = [duty.first or duty.due or date.max for duty in letter(framework, kind, agency).duties]
            assert days == sorted(days)


@pytest.mark.parametrize(
    ("duty", "says"),
    [
        (Duty(id="request:a", what="Lists", due=date(2026, 3, 5)), "by Thursday 5 March 2026"),
        (Duty(id="step:a", what="Feedback", first=date(2026, 3, 5), due=date(2026, 3, 5)), "Thursday 5 March 2026"),
        (
            Duty(id="step:a", what="On site", first=date(2026, 3, 5), due=date(2026, 3, 6)),
            "Thursday 5 March 2026 to Friday 6 March 2026",
        ),
        (Duty(id="request:a", what="Lists"), "when the lead inspector says"),
    ],
)
def test_a_duty_says_when(duty, says):
    assert duty.when == says


def test_a_letter_without_an_office_or_with_a_day_off_is_refused():
    good = letter(find("jtai@2022"), "thematic", "police")
    saturday = Duty(id="request:lists", what="Lists", due=date(2026, 3, 7))
    bad = replace(good, office="Somebody", duties=(saturday,))
    assert [problem.where for problem in check_letter(bad, settings=SETTINGS)] == [
        "Elmshire.office", "Elmshire.request:lists",
    ]  # fmt: skip


def test_an_agency_of_which_nothing_is_asked_is_told_so():
    quiet = replace(letter(find("jtai@2022"), "thematic", "police"), duties=())
    assert NOTHING_ASKED in " ".join(as_text(quiet).replace("* ", "").split())


def test_the_text_is_narrow_enough_for_any_mail():
    lines = as_text(letter(find("jtai@2022"), "thematic", "council")).splitlines()
    assert [line for line in lines if len(line) > 100 and not line.startswith("    - ")] == []
