"""What happens in a chronicle while inspectors gather evidence and keep children safe."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from joint_inspection.areas import load_register
from joint_inspection_web.demo.chronicle import Tale, verb
from joint_inspection_web.enquiries import actions as enquiries
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.models import Kind, Version
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.safety import alarms, cases
from joint_inspection_web.sharing import actions as sharing
from joint_inspection_web.voices import actions as voices

SAME = ("criterion", "agency", "speaker", "method", "direction", "strength", "first_hand", "experience", "outcome")


@verb
def note(
    tale: Tale, *, by: str, about: str, says: str = "inspector", child: int | None = None, happened: int | None = None,
    quote: list[str] | None = None, boxed: bool = False, **said: Any,
) -> UUID:  # fmt: skip
    """Something is noted; its id."""
    told_by = said.pop("from", None)
    made = NoteIn(
        note=uuid4(), version=uuid4(), noted_at=tale.at, agency=tale.code(about), speaker=says,
        speaker_agency=tale.code(told_by) or None, child=tale.child(child), happened_on=tale.days_away(happened),
        quotes=_quotes(tale, quote), box=_box(tale, by) if boxed else None, **said,
    )  # fmt: skip
    evidence.keep(tale.inspection, note=made, **tale.by(by))
    return made.note


@verb
def corrects(tale: Tale, *, by: str, note: str, text: str) -> None:
    before = Version.objects.get(note=tale.named[note])
    same = {name: getattr(before, name) for name in SAME}
    _follows(tale, before, by=by, kind=Kind.CORRECTION, text=text, **same)


@verb
def withdraws(tale: Tale, *, by: str, note: str, text: str) -> None:
    _follows(tale, Version.objects.get(note=tale.named[note]), by=by, kind=Kind.WITHDRAWAL, text=text)


def _follows(tale: Tale, before: Version, *, by: str, **said: Any) -> None:
    made = NoteIn(note=before.note_id, version=uuid4(), bases=(before.pk,), noted_at=tale.at, **said)
    evidence.keep(tale.inspection, note=made, **tale.by(by))


def _quotes(tale: Tale, quote: list[str] | None) -> tuple[dict[str, str], ...]:
    if quote is None:
        return ()
    document, passage, words = quote
    return ({"document": tale.named[document].ref, "passage": passage, "words": words},)


def _box(tale: Tale, by: str) -> str:
    """The inspectorate in whose box somebody keeps a note."""
    return next(each.organisation.code for each in tale.people[by].present_memberships)


@verb
def opens_line_from(tale: Tale, *, by: str, note: str, asks: str) -> Any:
    """What one agency says of another opens a line of enquiry."""
    source = f"item {tale.named[note]}"
    return enquiries.open_line(tale.inspection, asks=asks, origin="hearsay", source=source, **tale.by(by))


@verb
def answers_line(tale: Tale, *, by: str, line: str, items: list[str], says: str) -> None:
    enquiries.answer(tale.named[line], says=says, items=tale.items(items), **tale.by(by))


@verb
def drops_line(tale: Tale, *, by: str, line: str, says: str) -> None:
    enquiries.drop(tale.named[line], says=says, **tale.by(by))


@verb
def carries_line(tale: Tale, *, by: str, line: str, says: str) -> None:
    enquiries.carry_on(tale.named[line], says=says, **tale.by(by))


@verb
def opens_box(tale: Tale, *, by: str, reason: str) -> None:
    sharing.open_box(tale.inspection, reason=reason, **tale.by(by))


@verb
def tells_others(tale: Tale, *, by: str, to: list[str], **said: str) -> None:
    sharing.log_shared(tale.inspection, receivers=to, shared_at=tale.at, **said, **tale.by(by))


@verb
def cites(tale: Tale, *, by: str, agency: str, summary: str) -> None:
    sharing.cite(tale.inspection, about=tale.code(agency), summary=summary, **tale.by(by))


@verb
def opens_survey(tale: Tale, *, by: str, kind: str) -> None:
    voices.open_survey(tale.inspection, kind=kind, **tale.by(by))


@verb
def answers(tale: Tale, *, survey: str, times: int, choices: list[dict[str, str]], words: list[str]) -> None:
    """So many people answer a survey, in turns of these choices; the first of them write something."""
    found = tale.inspection.surveys.get(kind=survey)
    for number in range(times):
        said = words[number] if number < len(words) else ""
        voices.respond(found, id=uuid4(), choices=choices[number % len(choices)], words=said, at=tale.at)


@verb
def replies_to_all(tale: Tale, *, by: str, survey: str, says: str) -> None:
    voices.reply(tale.inspection.surveys.get(kind=survey), says=says, **tale.by(by))


@verb
def alarm(tale: Tale, *, by: str, child: int, **said: str) -> Any:
    area = next(area for area in load_register().fictional if area.ons_code == tale.inspection.area)
    report = alarms.Report(uuid=uuid4(), child=tale.child(child) or "", area=area, noted_at=tale.at, **said)
    return alarms.raise_alarm(tale.inspection, report=report, **tale.by(by))


@verb
def tells_office(tale: Tale, *, by: str, office: str, how: str) -> None:
    contact = tale.inspection.safety_contacts.get(kind=office, ended_at=None)
    alarms.note_told(tale.named["alarm"], contact=contact, other="", how=how, happened_at=tale.at, **tale.by(by))


@verb
def office_answers(tale: Tale, *, by: str, who: str, reference: str) -> None:
    alarms.note_receipt(tale.named["alarm"], who=who, reference=reference, happened_at=tale.at, **tale.by(by))


@verb
def follows_up(tale: Tale, *, by: str, says: str) -> None:
    alarms.follow_up(tale.named["alarm"], says=says, **tale.by(by))


@verb
def refers_back(tale: Tale, *, by: str, agency: str, child: int, needs: str, within: str) -> None:
    tale.named["case"] = cases.refer_back(
        tale.inspection,
        body=tale.body(agency),
        child=tale.child(child) or "",
        needs=needs,
        within=within,
        **tale.by(by),
    )


@verb
def acknowledges(tale: Tale, *, by: str) -> None:
    cases.acknowledge(tale.named["case"], **tale.by(by))
