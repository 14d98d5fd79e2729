"""What happens in a chronicle after publication: a statement of action, how it goes on, and who looks again."""

from __future__ import annotations

from typing import Any

from joint_inspection_web.demo.chronicle import Tale, verb
from joint_inspection_web.follow_up import actions, after
from joint_inspection_web.follow_up.models import Statement


@verb
def notes_receipt(tale: Tale, *, by: str) -> None:
    """The area says that the report came today."""
    actions.note_receipt(tale.inspection, received_on=tale.at.date(), **tale.by(by))


@verb
def promises(
    tale: Tale, *, by: str, answers: list[str], owner: list[str], due: int, measure: dict[str, Any],
    since: int, with_others: list[str] | None = None, **said: str,
) -> str:  # fmt: skip
    """An action is written: who owns it by office, by when, and by what it will be seen whether it helps."""
    body, office = owner
    says = {
        "answers": tuple(tale.named[each] for each in answers), "owner": {"body": tale.code(body), "office": office},
        "with_others": tuple(tale.code(each) for each in with_others or []), "due": tale.day(due),
        "measure": measure | {"baseline_on": tale.day(since)}, **said,
    }  # fmt: skip
    return actions.write_action(_statement(tale), says=says, **tale.by(by)).name


@verb
def sends_statement(tale: Tale, *, by: str) -> None:
    actions.send(_statement(tale), **tale.by(by))


@verb
def reviews(tale: Tale, *, by: str, reflects: bool, because: str) -> None:
    """Inspectors judge whether the plan reflects the findings."""
    after.review(_statement(tale), reflects=reflects, because=because, **tale.by(by))


@verb
def reports(tale: Tale, *, by: str, action: str, state: str, says: str, reached: float | None = None) -> None:
    """How an action goes on."""
    told = {"name": tale.named[action], "state": state, "on": tale.at.date(), "reached": reached, "says": says}
    after.report_progress(_statement(tale), **told, **tale.by(by))


@verb
def verifies(tale: Tale, *, by: str, action: str, confirmed: bool, because: str) -> None:
    after.verify(_statement(tale), name=tale.named[action], confirmed=confirmed, because=because, **tale.by(by))


@verb
def visits(tale: Tale, *, by: str, actions: list[str], found: str) -> None:
    """Inspectors came to see how the actions go on."""
    looked_at = [tale.named[each] for each in actions]
    after.note_visit(
        _statement(tale), on=tale.at.date(), until=None, looked_at=looked_at, found=found, **tale.by(by)
    )  # fmt: skip


@verb
def looks_at_impact(
    tale: Tale, *, by: str, action: str, before: list[int], now: list[int], target: float, **said: str
) -> None:
    """The same kind of case was read again: for how many of how many it was so then, and is so now."""
    counted = {name: after.Counted(part=part, whole=whole) for name, (part, whole) in
               {"before": before, "after": now}.items()}  # fmt: skip
    after.check_impact(
        _statement(tale), name=tale.named[action], target=target, **counted, **said, **tale.by(by)
    )  # fmt: skip


def _statement(tale: Tale) -> Statement:
    """The statement that counts."""
    return Statement.objects.select_related("inspection", "publication").get(
        inspection=tale.inspection, superseded_by=None
    )
