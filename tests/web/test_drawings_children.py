"""Drawings of children: as many marks as values, shares to scale, and what is hidden is not drawn."""

import re

import pytest

from joint_inspection_web.design.drawings.bars import Part, Row, bars
from joint_inspection_web.design.drawings.curve import falling, step_of
from joint_inspection_web.design.drawings.journey import Lane, Mark, Stretch, journey
from joint_inspection_web.design.drawings.ways import Band, Box, ways

NAMED = {"id": "one", "title": "A title", "describes": "What it shows"}


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'width="([\d.]+)" height="[\d.]+" class="tone', svg)]


def test_bars_are_to_one_scale_and_whole_ones_to_their_own():
    rows = [
        Row(name="All", parts=(Part(size=30, tone="main", says="30"), Part(size=10, tone="2", says="10"))),
        Row(name="Few", parts=(Part(size=10, tone="main", says="10"),)),
        Row(name="Hidden", parts=(), note="too few to show"),
    ]
    one_scale, own = widths(bars(rows, **NAMED)), widths(bars(rows, whole=True, **NAMED))
    assert [round(width / one_scale[1], 2) for width in one_scale] == [3, 1, 1]
    assert [round(width / own[1], 2) for width in own] == [3, 1, 4]
    assert "too few to show" in bars(rows, **NAMED)


def test_a_curve_begins_at_everybody_and_falls_at_each_step():
    svg = falling([(10, 0.5), (20, 0.0)], until=40, limit=15, unit="days", **NAMED)
    heights = [float(found) for found in re.findall(r"V ([\d.]+)", svg)]
    assert heights == sorted(heights)
    assert (len(heights), svg.count("draw-line--slip"), ">limit<" in svg) == (2, 1, True)


@pytest.mark.parametrize(("most", "step"), [(1, 1), (12, 1), (13, 2), (98, 10), (550, 50)])
def test_marks_on_an_axis_are_round(most, step):
    assert step_of(most) == step


def test_a_band_is_as_thick_as_it_has_children():
    boxes = [Box(name=name, size=size) for name, size in (("Contact", 40), ("Referral", 20), ("Care", 8))]
    bands = [Band(begin=0, end=1, size=20, says="20"), Band(begin=1, end=2, size=5, says="5")]
    svg = ways(boxes, bands, **NAMED)
    thick = sorted(float(found) for found in re.findall(r'stroke-width="([\d.]+)" class="draw-way"', svg))
    assert round(thick[1] / thick[0], 1) == 4
    assert svg.count("draw-way") == 2


def test_a_journey_draws_marks_clocks_and_gaps_within_its_days():
    lane = Lane(
        name="Council",
        marks=(Mark(day=0, number=1, says="Contact"), Mark(day=90, number=2, says="Referral")),
        stretches=(
            Stretch(first=90, last=120, name="Assessment", says="late", tone="2", letter="L", due=100),
            Stretch(first=10, last=60, name="silent for 50 days", says="silent", gap=True),
            Stretch(first=0, last=5, name="over", says="over before the picture begins"),
        ),
    )
    svg = journey([lane], first=8, last=120, **NAMED)
    assert (svg.count("draw-gap"), svg.count("draw-line--limit"), svg.count('class="mark"')) == (1, 1, 3)
    assert "over before" not in svg


def test_a_clock_as_long_as_the_picture_has_its_name_on_a_label_and_no_limit_that_lies_elsewhere():
    def drawn(due: int) -> str:
        bar = Stretch(first=4, last=98, name="First visit after a placement began", says="late", tone="2", due=due)
        return journey([Lane(name="Council", marks=(), stretches=(bar,))], first=0, last=100, **NAMED)

    assert [drawn(due).count("draw-line--limit") for due in (10, -5, 183)] == [1, 0, 0]
    assert [drawn(due).count("tone-plain") for due in (10, -5, 183)] == [1, 1, 1]
    assert [drawn(due).count("draw-text--end") for due in (10, -5, 183)] == [0, 0, 0]


def test_drawings_keep_to_attributes():
    drawn = [bars([], **NAMED), ways([], [], **NAMED), journey([], first=0, last=1, **NAMED),
             falling([], until=0, limit=None, unit="days", **NAMED)]  # fmt: skip
    assert [svg for svg in drawn if "style=" in svg or 'role="img"' not in svg] == []
