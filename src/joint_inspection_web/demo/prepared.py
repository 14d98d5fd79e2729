"""What happens in a chronicle before inspectors come: the team, the notices, the lists, the sample, the reading."""

from __future__ import annotations

from typing import Any

from joint_inspection.areas import load_register
from joint_inspection_web.accounts.models import Organisation
from joint_inspection_web.demo.chronicle import Tale, verb
from joint_inspection_web.demo.lists import accept_lists
from joint_inspection_web.enquiries import actions as enquiries
from joint_inspection_web.enquiries import logged
from joint_inspection_web.enquiries.suggested import suggested_lines, suggested_reading
from joint_inspection_web.evidence import papers
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.notices import actions as notices
from joint_inspection_web.notices import deferrals
from joint_inspection_web.notices.models import Notice
from joint_inspection_web.safety import contacts
from joint_inspection_web.safety.models import ContactKind
from joint_inspection_web.samples import actions as samples
from joint_inspection_web.teams import actions as teams
from joint_inspection_web.teams.cover import cover_of


@verb
def takes_part(tale: Tale, *, inspectorate: str) -> None:
    teams.say_part(tale.inspection, inspectorate=inspectorate, takes_part=True, reason="", **tale.by(None))


@verb
def interest(tale: Tale, *, by: str, body: str, ended: int | None = None, **said: Any) -> None:
    organisation = Organisation.objects.get(code=body)
    teams.add_interest(organisation=organisation, ended=ended, **said, **tale.by(by))


@verb
def asks(tale: Tale, *, by: str, who: str, role: str) -> None:
    """Somebody is asked to join, and declares at once."""
    asked = teams.ask(tale.inspection, person=tale.people[who], role=role, **tale.by(by))
    teams.declare(asked, **tale.by(who))


@verb
def rules(tale: Tale, *, by: str, who: str, decision: str, reason: str, conditions: str = "") -> None:
    asked = tale.inspection.asks.get(person=tale.people[who])
    teams.rule(asked, decision=decision, reason=reason, conditions=conditions, **tale.by(by))


@verb
def seats(tale: Tale, *, by: str, who: str) -> None:
    teams.seat(tale.inspection.asks.get(person=tale.people[who]), **tale.by(by))


@verb
def accepts_gaps(tale: Tale, *, by: str, why: str) -> None:
    gaps = [gap.id for gap in cover_of(tale.inspection).still_open]
    teams.accept_gaps(tale.inspection, gaps=gaps, why=why, **tale.by(by))


@verb
def announces(tale: Tale, *, by: str) -> None:
    inspections.announce(tale.inspection, **tale.by(by))


@verb
def confirms(tale: Tale, *, by: str, agency: str, who: str) -> None:
    notices.confirm(_notice(tale, agency), who=who, **tale.by(by))


@verb
def names_contact(tale: Tale, *, by: str, agency: str, **said: str) -> None:
    notices.name_contact(tale.body(agency), **said, **tale.by(by))


@verb
def hears_receipt(tale: Tale, *, by: str, agency: str, how: str, who: str) -> None:
    notices.note_receipt(_notice(tale, agency), how=how, who=who, **tale.by(by))


@verb
def reminds(tale: Tale, *, by: str, agency: str, how: str, says: str) -> None:
    notices.remind(_notice(tale, agency), how=how, says=says, **tale.by(by))


@verb
def supplies(tale: Tale, *, by: str, agency: str, duty: str, says: str) -> None:
    notices.supply(_notice(tale, agency), duty=f"request:{duty}", says=says, **tale.by(by))


@verb
def asks_to_defer(tale: Tale, *, by: str, agency: str, **said: str) -> None:
    deferrals.ask_for_deferral(tale.body(agency), **said, **tale.by(by))


@verb
def decides(tale: Tale, *, by: str, agency: str, decision: str, owner: str, review: int, reason: str) -> None:
    request = tale.inspection.deferral_requests.get(body=tale.body(agency))
    deferrals.decide(
        request, decision=decision, reason=reason, owner=tale.people[owner], review_on=tale.day(review), **tale.by(by)
    )


@verb
def looks_again(tale: Tale, *, by: str, agency: str, says: str) -> None:
    request = tale.inspection.deferral_requests.get(body=tale.body(agency))
    deferrals.review(request.decision, says=says, next_on=None, **tale.by(by))


@verb
def enters_offices(tale: Tale, *, by: str, phones: list[str]) -> None:
    """Every office that is told of a child at risk is entered, and its number tried."""
    area = next(area for area in load_register().fictional if area.ons_code == tale.inspection.area)
    for kind, phone in zip(ContactKind, phones, strict=True):
        made = contacts.enter_contact(
            tale.inspection, area=area, kind=kind, office=kind.label, phone=phone, hours="day and night", **tale.by(by)
        )
        contacts.confirm_contact(made, **tale.by("lead"))


@verb
def takes_lines(tale: Tale, *, by: str) -> None:
    keys = [each.key for each in suggested_lines(tale.inspection, on=tale.at.date())]
    enquiries.take_lines(tale.inspection, keys=keys, **tale.by(by))


@verb
def takes_reading(tale: Tale, *, by: str) -> None:
    keys = [each.key for each in suggested_reading(tale.inspection, on=tale.at.date())]
    logged.take_reading(tale.inspection, keys=keys, **tale.by(by))


@verb
def puts_on_list(tale: Tale, *, by: str, **said: str) -> Any:
    return logged.add_reading(tale.inspection, **said, **tale.by(by))


@verb
def reads(tale: Tale, *, by: str, what: str, noted: str) -> None:
    logged.note_read(tale.named[what], read_on=tale.at.date(), noted=noted, **tale.by(by))


@verb
def opens_line(tale: Tale, *, by: str, **said: str) -> Any:
    return enquiries.open_line(tale.inspection, **said, **tale.by(by))


@verb
def sends_lists(tale: Tale, **said: Any) -> None:
    accept_lists(tale.inspection, **said, at=tale.at)


@verb
def seals_draw(tale: Tale, *, by: str) -> None:
    samples.seal_draw(tale.inspection, **tale.by(by))


@verb
def draws(tale: Tale, *, by: str, **said: Any) -> None:
    samples.draw_sample(tale.inspection, **said, **tale.by(by))


@verb
def uploads(tale: Tale, *, by: str, agency: str, name: str, text: str) -> Any:
    return papers.take_document(
        tale.inspection, agency=tale.code(agency), name=name, content=text.encode(), boxed=False, **tale.by(by)
    )


@verb
def begins(tale: Tale, *, by: str) -> None:
    inspections.begin_fieldwork(tale.inspection, **tale.by(by))


def _notice(tale: Tale, agency: str) -> Notice:
    return tale.inspection.notices.select_related("body").get(body__kind=agency, replaced_by=None)
