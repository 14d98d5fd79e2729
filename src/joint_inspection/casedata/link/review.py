"""How does a person decide doubtful pairs? On a page of their own machine, or in a table; nothing is sent anywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from joint_inspection.casedata.link.compare import Pair
from joint_inspection.casedata.link.groups import DIFFERENT, SAME, UNSURE
from joint_inspection.casedata.link.identities import NAMES, Identity, Key
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.tables import read_table

WHO = ("agency_a", "id_a", "agency_b", "id_b")
WORDS = (SAME, DIFFERENT, UNSURE)


def review_table(pairs: Sequence[Pair], identities: Mapping[Key, Identity]) -> str:
    """The doubtful pairs as a table; a person fills in the last column."""
    columns = [*WHO, *(f"{name}_{side}" for name in NAMES for side in "ab"), "probability", "decision"]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    for pair in pairs:
        said = [identities[key].said.get(name, "") for name in NAMES for key in (pair.one, pair.other)]
        table.writerow([*pair.one, *pair.other, *map(_harmless, said), f"{pair.probability:.3f}", ""])
    return text.getvalue()


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def read_decisions(path: Path) -> dict[tuple[Key, Key], str]:
    """What people decided; raises InvalidInput with every problem."""
    decisions: dict[tuple[Key, Key], str] = {}
    problems: list[Problem] = []
    for row in read_table(path, needs=(*WHO, "decision")):
        one, other = sorted([(row["agency_a"], row["id_a"]), (row["agency_b"], row["id_b"])])
        said = row["decision"].casefold()
        if said in WORDS:
            decisions[one, other] = said
        elif said:
            problems += row.problem("decision", f"Write {', '.join(WORDS)} or nothing").problems
    if problems:
        raise InvalidInput(problems)
    return decisions


def review_page(pairs: Sequence[Pair], identities: Mapping[Key, Identity]) -> str:
    """The same as a page that needs no server and no network; its button saves the decisions."""
    return PAGE.format(number=len(pairs), pairs="\n".join(_pair(n, p, identities) for n, p in enumerate(pairs, 1)))


def _pair(number: int, pair: Pair, identities: Mapping[Key, Identity]) -> str:
    one, other = identities[pair.one], identities[pair.other]
    rows = "".join(_row(name, one.said.get(name, ""), other.said.get(name, "")) for name in NAMES)
    who = " ".join(
        f'data-{n}="{escape(v)}"' for n, v in zip(("a", "b", "c", "d"), (*pair.one, *pair.other), strict=True)
    )
    choices = "".join(
        f'<label><input type="radio" name="pair{number}" value="{word}"> {word}</label> ' for word in WORDS
    )
    return (
        f"<fieldset {who}><legend>Pair {number}: {pair.probability:.0%} likely one child</legend><table>"
        f'<tr><td></td><th scope="col">{escape(one.agency)}</th><th scope="col">{escape(other.agency)}</th></tr>{rows}'
        f"</table><p>{choices}</p></fieldset>"
    )


def _row(name: str, one: str, other: str) -> str:
    mark = "" if one == other else ' class="differs"'
    return f'<tr{mark}><th scope="row">{name}</th><td>{escape(one) or "–"}</td><td>{escape(other) or "–"}</td></tr>'


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Are these one child?</title>
<style>
body {{ font: 1.1rem/1.5 Helvetica, Arial, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }}
fieldset {{ margin: 0 0 1.5rem; border: 1px solid #484949; }} legend {{ font-weight: bold; }}
th, td {{ text-align: left; padding: .2rem 1rem .2rem 0; }}
.differs td {{ font-weight: bold; text-decoration: underline; }}
label {{ margin-right: 1rem; }} button {{ font: inherit; padding: .5rem 1rem; }}
</style></head><body><main>
<h1>Are these one child?</h1>
<p>{number} pairs of records are neither surely one child nor surely two. What differs is underlined. This page is a
file on your machine: nothing you do here is sent anywhere. Save your decisions, then run the linkage again with
them.</p>
<form>{pairs}<button type="button" id="save">Save decisions</button> <span role="status" id="said"></span></form>
</main><script>
document.getElementById("save").addEventListener("click", () => {{
  const cell = (text) => '"' + text.replaceAll('"', '""') + '"';
  const rows = [["agency_a", "id_a", "agency_b", "id_b", "decision"].join(",")];
  for (const pair of document.querySelectorAll("fieldset")) {{
    const chosen = pair.querySelector("input:checked");
    const {{ a, b, c, d }} = pair.dataset;
    if (chosen) rows.push([a, b, c, d, chosen.value].map(cell).join(","));
  }}
  const link = document.createElement("a");
  link.href = "data:text/csv;charset=utf-8," + encodeURIComponent(rows.join("\\n") + "\\n");
  link.download = "decisions.csv";
  link.click();
  document.getElementById("said").textContent = rows.length - 1 + " decisions saved as decisions.csv";
}});
</script></body></html>
"""
