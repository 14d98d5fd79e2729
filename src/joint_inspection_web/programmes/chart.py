"""How does the load of one inspectorate compare with its capacity, week by week?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from joint_inspection_web.programmes.reading import Week

WIDTH, HEIGHT = 880, 240


@lru_cache(maxsize=32)
def load_chart(weeks: tuple[Week, ...], *, most: int | None, title: str, describes: str) -> Markup:
    """Bars for the inspectors on site each week under a dashed line for the capacity."""
    import altair as alt
    import vl_convert

    rows = [{"week": week.monday.isoformat(), "inspectors": week.inspectors} for week in weeks]
    bars = (
        alt.Chart(alt.Data(values=rows), width=WIDTH, height=HEIGHT)
        .mark_bar(color="#2b4a5f", width=max(2, WIDTH // max(len(weeks), 1) - 1))
        .encode(
            x=alt.X("week:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True)),
            y=alt.Y("inspectors:Q", title="Inspectors on site", axis=alt.Axis(tickMinStep=1)),
        )
    )
    layers: Sequence[alt.Chart] = [bars]
    if most is not None:
        line = alt.Chart(alt.Data(values=[{"most": most}]))
        layers = [bars, line.mark_rule(color="#942514", strokeWidth=2, strokeDash=[6, 3]).encode(y="most:Q")]
    chart = alt.layer(*layers).configure(aria=False, font="Helvetica, Arial, sans-serif")
    return _named(vl_convert.vegalite_to_svg(chart.to_dict()), title=title, describes=describes)


def _named(svg: str, *, title: str, describes: str) -> Markup:
    """The drawing as one image with a name; it fills the width it is given."""
    _, _, inside = svg.partition(">")
    inside = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", inside)  # the marks have no names of their own
    size = svg.partition("viewBox=")[2].split('"')[1]
    head = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="img" aria-label="{}"><desc>{}</desc>')
    return head.format(size, title, escape(describes)) + Markup(inside)  # noqa: S704 - our own drawing
