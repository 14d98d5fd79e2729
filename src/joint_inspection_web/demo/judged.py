"""What happens in a chronicle when inspectorates judge together, recommend, and write down what they found."""

from __future__ import annotations

from typing import Any

from joint_inspection.follow_up.authorities import Authority
from joint_inspection.follow_up.blockers import NationalBlocker
from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.judgements.views import View
from joint_inspection.record.model import Letter
from joint_inspection_web.demo.chronicle import Tale, verb
from joint_inspection_web.inspections import stages
from joint_inspection_web.judgements import actions, asking, deciding
from joint_inspection_web.reports import drafting, letters, recommending
from joint_inspection_web.reports.models import value
from joint_inspection_web.reports.texts import last_draft


@verb
def ends(tale: Tale, *, by: str) -> None:
    stages.end_fieldwork(tale.inspection, **tale.by(by))


@verb
def asks_for_views(tale: Tale, *, by: str, named: dict[str, str]) -> None:
    """First views are asked for, of one person for each inspectorate."""
    who = {code: tale.people[key].ref for code, key in named.items()}
    asking.ask_for_views(tale.inspection, by_inspector=False, named=who, **tale.by(by))


@verb
def thinks(tale: Tale, *, by: str, **said: Any) -> None:
    """Somebody drafts what they think of one judgement."""
    actions.draft(tale.inspection, view=_view(tale, **said), **tale.by(by))


@verb
def seals(tale: Tale, *, by: str) -> None:
    actions.seal_views(tale.inspection, **tale.by(by))


@verb
def thinks_again(tale: Tale, *, by: str, **said: Any) -> None:
    """Somebody says what they think of it now that they have read the others."""
    actions.give_again(tale.inspection, view=_view(tale, **said), **tale.by(by))


@verb
def decides_on(
    tale: Tale, *, by: str, grades: dict[str, str], findings: dict[str, list[str]], against: dict[str, list[str]],
    because: str,
) -> None:  # fmt: skip
    """The lead writes down what the inspectorates agreed, on which findings, and why although something is lacking."""
    cited, contrary = ({of: tuple(tale.refs(names)) for of, names in each.items()} for each in (findings, against))
    agreed = deciding.Agreed(
        grades=grades, result=None, settled_because=because, findings=cited, findings_against=contrary
    )
    deciding.decide(tale.inspection, agreed=agreed, **tale.by(by))


@verb
def recommends(
    tale: Tale, *, by: str, to: str, findings: list[str], contributors: list[str] | None = None,
    lead: str | None = None, **said: Any,
) -> str:  # fmt: skip
    """Something is asked of a body; the name that it has in the report."""
    says = value(Recommendation, {
        "id": recommending.NEW, "to": tale.code(to), "findings": tale.refs(findings),
        "contributors": [tale.code(each) for each in contributors or []], "lead": tale.code(lead) or None, **said,
    })  # fmt: skip
    return recommending.recommend(tale.inspection, says=says, **tale.by(by)).name


@verb
def notes_blocker(tale: Tale, *, by: str, findings: list[str], blocks: list[str], **said: str) -> str:
    held_up = [tale.named[each] for each in blocks]
    says = value(
        NationalBlocker, {"id": recommending.NEW, "findings": tale.refs(findings), "blocks": held_up, **said}
    )  # fmt: skip
    return recommending.note_blocker(tale.inspection, says=says, **tale.by(by)).name


@verb
def writes_letter(tale: Tale, *, by: str, body: str, office: str, received: int, to: str) -> None:
    """It asks an office for a statement of action."""
    says = Letter(
        id="letter", received=tale.day(received).isoformat(), asks_for_statement=True, statement_to=to,
        statement_of=Authority(body=tale.code(body), office=office),
    )  # fmt: skip
    letters.say_letter(tale.inspection, says=says, **tale.by(by))


@verb
def composes(tale: Tale, *, by: str) -> None:
    drafting.compose_draft(tale.inspection, **tale.by(by))


@verb
def clears(tale: Tale, *, by: str, section: str) -> None:
    """What was put together under a heading is taken out, for people to write it."""
    found = next(each for each in tale.report().sections if each.id == section)
    for sentence in found.sentences:
        drafting.take_out(tale.inspection, sentence.id, seen=_last(tale), **tale.by(by))


@verb
def writes(
    tale: Tale, *, by: str, section: str, text: str, part: Any = "sections", tells: list[str] | None = None,
    names: list[str] | None = None, **said: Any,
) -> str:  # fmt: skip
    """Somebody adds a sentence; its identifier."""
    rests_on = _footing(tale, tells or [], **said)
    place = {"part": part, "section": section, "names": names or ()}
    return drafting.add(tale.inspection, text=text, rests_on=rests_on, **place, **tale.by(by))[1].id


@verb
def rewords(tale: Tale, *, by: str, sentence: str, text: str) -> None:
    id = tale.sentence(sentence).id
    drafting.reword(tale.inspection, id, text=text, rests_on={}, seen=_last(tale), **tale.by(by))


def _view(
    tale: Tale, *, of: str, grade: str, supports: list[str], because: str, against: list[str] | None = None
) -> View:
    return View(
        judgement=of, by="", grade=grade, because=because, supports=tuple(tale.items(supports)),
        against=tuple(tale.items(against or [])),
    )  # fmt: skip


def _footing(tale: Tale, tells: list[str], findings: list[str] | None = None, **said: Any) -> dict[str, Any]:
    """What a sentence rests on."""
    return said | {"findings": tuple(tale.refs(findings or [])), "tells": tuple(tale.sentence(e).id for e in tells)}


def _last(tale: Tale) -> int:
    draft = last_draft(tale.inspection)
    return draft.number if draft else 0
