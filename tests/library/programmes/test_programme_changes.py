"""A programme explained, changed after a shock, guessed at and exported."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from factories import small as make
from joint_inspection.errors import InvalidInput
from joint_inspection.programmes.check import check
from joint_inspection.programmes.explain import explain
from joint_inspection.programmes.export import as_calendar, as_csv, only
from joint_inspection.programmes.guess import guess
from joint_inspection.programmes.model import Programme, Visit
from joint_inspection.programmes.plan import ILLUSTRATION
from joint_inspection.programmes.replan import replan
from joint_inspection.programmes.settings import load_settings
from joint_inspection.programmes.shock import Shock, Shocks, read_shocks
from joint_inspection.programmes.world import World

START, END = date(2021, 6, 1), date(2022, 12, 31)
FRAMEWORK = make.framework(rules=[{"due": [make.due()]}])
AREAS = [make.area(f"X{n}") for n in range(1, 4)]
WORLD = World(
    start=START, end=END, register=make.register(*AREAS), frameworks=(FRAMEWORK,),
    outcomes=tuple(make.outcome(area=area.ons_code) for area in AREAS), settings=load_settings(),
)  # fmt: skip


def visit(number: int, start: date) -> Visit:
    return Visit(
        id=f"V{number}",
        area=f"X{number}",
        framework=FRAMEWORK.ref,
        kind="full",
        start=start,
        end=start + timedelta(days=2),
    )


PROGRAMME = Programme(
    start=START, end=END, visits=(visit(1, date(2021, 9, 20)), visit(2, date(2021, 11, 8)), visit(3, date(2022, 1, 10)))
)


def shocks(*given: Shock, on: date = date(2021, 10, 1)) -> Shocks:
    return Shocks(on=on, shocks=given)


def test_an_explanation_tries_every_earlier_week():
    explained = explain(PROGRAMME, "V1", world=WORLD)
    assert "It is planned for 2021-09-20" in explained.why
    assert [line[:10] for line in explained.not_earlier[:3]] == ["2021-09-13", "2021-09-06", "2021-07-19"]
    assert explained.not_earlier[0].startswith("2021-09-13: no rule stands in the way")
    assert "its window opens on 2021-09-04" in explained.not_earlier[2]
    assert any(each.startswith("A reason to come before the window opens") for each in explained.would_have_to_change)


def test_an_unknown_visit_is_refused_with_advice():
    with pytest.raises(InvalidInput, match="ids look like 'V1'"):
        explain(PROGRAMME, "V9", world=WORLD)


def test_an_area_that_cannot_be_visited_moves_alone_and_as_little_as_can_be():
    incident = Shock(
        kind="unavailable", area="Oakborough", start=date(2021, 11, 1), end=date(2021, 11, 12), reason="A flood"
    )
    result = replan(PROGRAMME, shocks(incident), world=WORLD)
    assert [(each.visit, each.start, each.because) for each in result.moved] == [
        ("V2", date(2021, 11, 8), "unavailable: A flood")
    ]
    assert abs(result.moved[0].to - date(2021, 11, 8)) == timedelta(weeks=1) or result.moved[0].to == date(2021, 11, 15)
    assert (result.kept, check(result.programme, world=WORLD)) == (2, ())


def test_what_is_done_before_the_shock_stands():
    incident = Shock(
        kind="unavailable", area="Elmshire", start=date(2021, 9, 1), end=date(2021, 9, 30), reason="A flood"
    )
    result = replan(PROGRAMME, shocks(incident), world=WORLD)
    assert (result.moved, result.kept) == ((), 3)


def test_an_area_is_brought_forward_with_its_reason():
    asked = Shock(
        kind="bring_forward", area="X3", framework="harbour", by=date(2021, 11, 30), reason="A minister asked"
    )
    result = replan(PROGRAMME, shocks(asked), world=WORLD)
    assert [(each.visit, each.because) for each in result.moved] == [("V3", "bring forward: A minister asked")]
    assert date(2021, 10, 1) <= result.moved[0].to <= date(2021, 11, 30)
    assert check(result.programme, world=WORLD) == ()


def test_a_paused_framework_makes_no_visits():
    pause = Shock(kind="pause", framework="harbour", start=date(2021, 10, 1), end=date(2022, 1, 31), reason="A review")
    result = replan(PROGRAMME, shocks(pause), world=WORLD)
    starts = {each.id: each.start for each in result.programme.visits}
    assert starts["V1"] == date(2021, 9, 20)
    assert min(starts["V2"], starts["V3"]) > date(2022, 1, 31)
    assert result.kept == 1


def test_fewer_inspectors_move_what_no_longer_fits():
    short = Shock(
        kind="capacity",
        inspectorate="cqc",
        inspectors=0,
        start=date(2022, 1, 3),
        end=date(2022, 1, 21),
        reason="Illness",
    )
    result = replan(PROGRAMME, shocks(short), world=WORLD)
    assert [(each.visit, each.because) for each in result.moved] == [("V3", "capacity: Illness")]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("on: 2021-10-01\nshocks:\n  - {kind: strike, reason: x}\n", 3, "not allowed here"),
        ("on: 2021-10-01\nshocks:\n  - {kind: pause, reason: x}\n", 3, "also needs: framework, from, to"),
        ("on: 2021-10-01\nshocks:\n  - {kind: pause, reson: x}\n", 3, "did you mean 'reason'?"),
        ("on: 2021-10-01\n", 1, "Add 'shocks'"),
    ],
)
def test_a_shock_file_says_what_is_wrong_with_its_line(tmp_path: Path, text: str, line: int, says: str):
    path = tmp_path / "shock.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        read_shocks(path)
    assert (line, True) in [(each.line, says in each.says) for each in error.value.problems]


def test_the_guessing_game_counts_right_guesses():
    result = guess(PROGRAMME, world=WORLD, time_limit=5)
    weeks = [
        monday
        for week in WORLD.weeks.starts
        if date(2021, 9, 4) <= (monday := WORLD.weeks.mondays[week]) <= date(2022, 9, 4)
    ]
    assert result.weeks == len(weeks)
    assert result.chance == round(1 / len(weeks), 4)
    assert result.best_guesser == 0.0
    assert result.best_guesser_without_randomisation > result.chance


def test_the_table_says_on_every_row_that_it_is_an_illustration():
    rows = list(csv.DictReader(io.StringIO(as_csv(PROGRAMME, world=WORLD))))
    assert [(row["id"], row["name"], row["start"], row["note"]) for row in rows] == [
        ("V1", "Elmshire", "2021-09-20", ILLUSTRATION),
        ("V2", "Oakborough", "2021-11-08", ILLUSTRATION),
        ("V3", "Ashford-on-Sea", "2022-01-10", ILLUSTRATION),
    ]


def test_the_calendar_has_whole_days_and_says_that_it_is_an_illustration():
    from icalendar import Calendar

    calendar = Calendar.from_ical(as_calendar(only(PROGRAMME, world=WORLD, area="X2"), world=WORLD))
    assert ILLUSTRATION in calendar["x-wr-calname"]
    (event,) = calendar.walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2021, 11, 8), date(2021, 11, 11))
    assert "Oakborough" in event["summary"]
    assert "illustration" in event["summary"]


def test_an_inspectorate_sees_its_own_visits():
    assert len(only(PROGRAMME, world=WORLD, inspectorate="cqc").visits) == 3
    assert only(PROGRAMME, world=WORLD, inspectorate="hmicfrs").visits == ()
