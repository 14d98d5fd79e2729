"""How does the load of one inspectorate compare with its capacity, week by week?

The chart is written in Vega-Lite and drawn by vl-convert. Altair would write the same few lines, and needs seconds to
load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from joint_inspection_web.programmes.reading import Week

WIDTH, HEIGHT = 880, 240
VEGA_LITE = "5.20"


@lru_cache(maxsize=32)
def load_chart(weeks: tuple[Week, ...], *, most: int | None, title: str, describes: str) -> Markup:
    """Bars for the inspectors on site each week under a dashed line for the capacity."""
    import vl_convert

    layers = [_bars(weeks)] + ([_line(most)] if most is not None else [])
    chart = {
        "width": WIDTH, "height": HEIGHT, "layer": layers,
        "config": {"aria": False, "font": "Helvetica, Arial, sans-serif"},
    }  # fmt: skip
    return _named(vl_convert.vegalite_to_svg(chart, vl_version=VEGA_LITE), title=title, describes=describes)


def _bars(weeks: tuple[Week, ...]) -> dict[str, Any]:
    rows = [{"week": week.monday.isoformat(), "inspectors": week.inspectors} for week in weeks]
    dates = {"format": "%b %Y", "labelOverlap": True}
    return {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": "#2b4a5f", "width": max(2, WIDTH // max(len(weeks), 1) - 1)},
        "encoding": {
            "x": {"field": "week", "type": "temporal", "title": None, "axis": dates},
            "y": {"field": "inspectors", "type": "quantitative", "title": "Inspectors on site",
                  "axis": {"tickMinStep": 1}},
        },
    }  # fmt: skip


def _line(most: int) -> dict[str, Any]:
    return {
        "data": {"values": [{"most": most}]},
        "mark": {"type": "rule", "color": "#942514", "strokeWidth": 2, "strokeDash": [6, 3]},
        "encoding": {"y": {"field": "most", "type": "quantitative"}},
    }


def _named(svg: str, *, title: str, describes: str) -> Markup:
    """The drawing as one image with a name; it fills the width it is given."""
    _, _, inside = svg.partition(">")
    inside = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", inside)  # the marks have no names of their own
    size = svg.partition("viewBox=")[2].split('"')[1]
    head = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="img" aria-label="{}"><desc>{}</desc>')
    return head.format(size, title, describes) + Markup(inside)  # noqa: S704 - our own drawing
