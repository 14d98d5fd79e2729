"""What does the follow-up of earlier inspections give the next inspection of an area to ask?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from joint_inspection.areas import load_register
from joint_inspection.follow_up.seeds import lines_of, lines_of_returns
from joint_inspection.follow_up.statement import Statement as Told
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.enquiries import SuggestedLine
from joint_inspection_web.design.words import day
from joint_inspection_web.enquiries.actions import MOST
from joint_inspection_web.follow_up.reading import as_statement, being_written, last_sent, statements_of
from joint_inspection_web.follow_up.repeated import returned
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.published import publications_in_force


def lines_for(inspection: Inspection, on: date) -> Iterator[SuggestedLine]:
    """Questions that published inspections of the area leave: what is overdue, not confirmed, or came back."""
    areas = load_register().lineage(inspection.area)
    rows = publications_in_force().filter(inspection__area__in=areas).exclude(inspection=inspection)
    for publication in rows:
        before = publication.inspection
        source = f"Statement of action, {find(before.framework).short_title}, published {day(publication.published_at)}"
        found = statements_of(before)
        for row in {each.pk: each for each in (last_sent(found), being_written(found)) if each}.values():
            told = as_statement(row)
            yield from (_with_words(line, told) for line in lines_of(told, on=on, source=source))
        yield from lines_of_returns(returned(before, on=on), source=source)


def _with_words(line: SuggestedLine, told: Told) -> SuggestedLine:
    """The question with what the action promised, so that it can be read by itself."""
    action = next((each for each in told.actions if line.key.endswith(f":{each.id}")), None)
    asks = f"{line.asks} It promised: {action.says}" if action else line.asks
    return replace(line, asks=asks if len(asks) <= MOST else f"{asks[: MOST - 1]}…")
