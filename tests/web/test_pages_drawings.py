"""Drawings: as many marks as values, nothing unescaped, and the same text for the same values."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from joint_inspection_web.design.drawings.bars import NARROW, Part, Row, bars
from joint_inspection_web.design.drawings.cartogram import Cell, cartogram
from joint_inspection_web.design.drawings.strip import Bar, strip
from joint_inspection_web.design.drawings.svg import element, lines_of, shortened
from joint_inspection_web.design.drawings.timeline import Lane, Mark, timeline
from joint_inspection_web.inspections.drawing import stages_picture, stages_rows
from joint_inspection_web.inspections.models import STAGES

NAMED = {"id": "one", "title": "A title", "describes": "What it shows"}


def marks(svg: str) -> int:
    return svg.count('class="mark"')


def places(svg: str) -> list[tuple[float, float]]:
    """Where the boxes of the marks are."""
    return [(float(x), float(y)) for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="22"', svg)]


def visits(*days: date) -> tuple[Mark, ...]:
    return tuple(Mark(on=day, letter="G", tone="3", says=f"Good on {day}") for day in days)


@pytest.mark.parametrize("days", [(), (date(2010, 5, 1),), (date(2010, 5, 1), date(2012, 5, 1), date(2012, 5, 9))])
def test_a_timeline_has_a_mark_for_each_value(days: tuple[date, ...]):
    assert marks(timeline([Lane(name="ILACS", marks=visits(*days))], **NAMED)) == len(days)


def test_marks_that_would_cover_each_other_step_down_a_row():
    svg = timeline([Lane(name="ILACS", marks=visits(date(2012, 5, 1), date(2012, 5, 9), date(2020, 1, 1)))], **NAMED)
    (_, first), (_, third), (_, second) = sorted(places(svg))[0], sorted(places(svg))[2], sorted(places(svg))[1]
    assert (second > first, third == first) == (True, True)


def test_a_joined_lane_has_a_line_from_its_first_to_its_last_mark():
    lane = Lane(name="Ended", marks=visits(date(2016, 11, 30), date(2017, 12, 8)), joined=True)
    assert timeline([lane], **NAMED).count("draw-line--slip") == 1


def test_later_is_further_right():
    svg = timeline([Lane(name="ILACS", marks=visits(date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1)))], **NAMED)
    assert [x for x, _ in places(svg)] == sorted(x for x, _ in places(svg))


def test_a_strip_has_a_bar_for_each_step_as_long_as_its_days():
    bars = [
        Bar(first=0, last=0, name="Told", tone="2", says="Day 0: told"),
        Bar(first=9, last=13, name="On site", tone="main", says="Days 9 to 13: on site", letter="S"),
    ]
    svg = strip(bars, **NAMED)
    widths = [float(width) for width in re.findall(r'width="([\d.]+)" height="16"', svg)]
    assert (marks(svg), round((widths[1] + 2) / (widths[0] + 2))) == (2, 5)
    assert svg.count(">S</text>") == 1


def test_a_cartogram_has_a_hexagon_for_each_area_north_at_the_top():
    cells = [Cell(q=0, r=0, name="South", letter="O", tone="1", says="overdue"),
             Cell(q=0, r=4, name="North", letter="L", tone="soft", says="later")]  # fmt: skip
    svg = cartogram(cells, **NAMED)
    heights = [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"', svg)]
    assert (marks(svg), heights[1] < heights[0]) == (2, True)


def test_a_name_over_its_bar_is_broken_at_words_and_cut_where_there_is_no_more_room():
    name = "Ask every child what they want"
    assert [lines_of(name, 12, lines=number) for number in (1, 2, 3)] == [
        ["Ask every…"], ["Ask every", "child what…"], ["Ask every", "child what", "they want"],
    ]  # fmt: skip
    parts = (Part(size=2, tone="3", letter="D", says="Done: 2"), Part(size=1, tone="1", letter="O", says="Overdue: 1"))
    svg = bars([Row(name=name * 4, parts=parts), Row(name="Short", parts=())], **NAMED, sheet=NARROW)
    assert (svg.count('class="draw-text"'), marks(svg), 'viewBox="0 0 360 144"' in svg) == (3, 2, True)


def test_every_drawing_is_named_and_described_and_keeps_to_attributes():
    svg = timeline([Lane(name="ILACS", marks=visits(date(2010, 1, 1)))], **NAMED)
    assert '<title id="one-title">A title</title><desc id="one-desc">What it shows</desc>' in svg
    assert 'role="img" aria-labelledby="one-title one-desc"' in svg
    assert "style=" not in svg


def test_words_cannot_become_markup():
    svg = element("text", "<script>", title='"><script>')
    assert str(svg) == '<text title="&#34;&gt;&lt;script&gt;">&lt;script&gt;</text>'


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [("short", 10, "short"), ("one two three", 9, "one two…"), ("one two, three", 10, "one two…")],
)
def test_long_names_are_cut_at_a_word(words: str, most: int, shown: str):
    assert shortened(words, most) == shown


def test_the_stages_of_an_inspection_are_drawn_from_their_table():
    svg = ElementTree.fromstring(stages_picture())
    words = [each.text for each in svg.iter("{http://www.w3.org/2000/svg}text")]
    arrows = list(svg.iter("{http://www.w3.org/2000/svg}polygon"))
    assert sorted(words) == sorted(stage.replace("_", " ") for stage in STAGES)
    assert len(arrows) == sum(map(len, STAGES.values()))
    assert stages_rows() == [
        ("planned", "announced or called off"),
        ("announced", "fieldwork or deferred or called off"),
        ("deferred", "announced or called off"),
        ("fieldwork", "fieldwork done or paused"),
        ("paused", "fieldwork or incomplete"),
        ("incomplete", "fieldwork"),
        ("fieldwork done", "published"),
        ("published", "the end"),
        ("called off", "the end"),
    ]
