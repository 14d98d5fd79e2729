"""What happens in a chronicle until a report is published: facts and queries, signatures, publication, a complaint."""

from __future__ import annotations

from typing import Any

from joint_inspection.reports.accuracy import Answer
from joint_inspection_web.accuracy import complaints, points, rounds
from joint_inspection_web.accuracy.models import AccuracyPoint, Complaint, Round
from joint_inspection_web.demo.chronicle import Tale, verb
from joint_inspection_web.reports import releasing
from joint_inspection_web.reports.published import publication_of


@verb
def sends_draft(tale: Tale, *, by: str) -> None:
    """The draft goes to the agencies, for them to say whether its facts are right."""
    rounds.send_draft(tale.inspection, **tale.by(by))


@verb
def says_wrong(tale: Tale, *, by: str, agency: str, sentence: str, wrong: str, should: str) -> AccuracyPoint:
    """An agency says what is wrong in a sentence."""
    said = {"sentence": tale.sentence(sentence).id, "wrong": wrong, "should": should}
    return points.make_point(_round(tale), body=tale.body(agency), **said, **tale.by(by))


@verb
def answers_fact(
    tale: Tale, *, by: str, point: str, decision: str, because: str, changed: list[str] | None = None
) -> None:
    """Inspectors answer a point about a fact, once the sentences are changed that have to."""
    sentences = tuple(tale.sentence(each).id for each in changed or [])
    answer = Answer(decision=decision, because=because, sentences=sentences)
    points.answer_point(tale.named[point], answer=answer, **tale.by(by))


@verb
def remarks(tale: Tale, *, by: str, point: str, text: str) -> None:
    points.add_remark(tale.named[point], text=text, **tale.by(by))


@verb
def ends_round(tale: Tale, *, by: str) -> None:
    rounds.end_round(_round(tale), **tale.by(by))


@verb
def finishes(tale: Tale, *, agency: str, by: str | None = None) -> None:
    """An agency has nothing to add."""
    rounds.finish(_round(tale), body=tale.body(agency), **tale.by(by))


@verb
def releases(tale: Tale, *, by: str) -> None:
    releasing.release(tale.inspection, digest=tale.report().digest, **tale.by(by))


@verb
def signs(tale: Tale, *, by: str, inspectorate: str, dissent: str = "") -> None:
    signed = {"inspectorate": inspectorate, "dissent": dissent}
    releasing.sign(tale.inspection, digest=tale.report().digest, **signed, **tale.by(by))


@verb
def publishes(tale: Tale, *, by: str) -> None:
    releasing.publish(tale.inspection, **tale.by(by))


@verb
def begins_correction(tale: Tale, *, by: str, reason: str) -> None:
    releasing.correct(tale.inspection, reason=reason, **tale.by(by))


@verb
def complains(tale: Tale, *, by: str, agency: str, text: str, wants: str) -> Complaint:
    """A body inspected complains about what is published."""
    return complaints.complain(tale.body(agency), text=text, wants=wants, **tale.by(by))


@verb
def takes_complaint(tale: Tale, *, by: str, complaint: str, person: str, text: str) -> None:
    """Who answers it is named, and the body told."""
    complaints.acknowledge(tale.named[complaint], person=tale.people[person], text=text, **tale.by(by))


@verb
def answers_complaint(tale: Tale, *, by: str, complaint: str, outcome: str, text: str) -> None:
    """It is answered; where a correction came of it, that is the last publication."""
    before, now = tale.named[complaint].publication, publication_of(tale.inspection)
    said: dict[str, Any] = {"outcome": outcome, "text": text, "correction": None if now == before else now}
    complaints.answer(tale.named[complaint], **said, **tale.by(by))


@verb
def accepts_answer(tale: Tale, *, by: str, complaint: str, text: str) -> None:
    complaints.close(tale.named[complaint], text=text, **tale.by(by))


def _round(tale: Tale) -> Round:
    found = rounds.last_round(tale.inspection)
    if found is None:
        raise LookupError("No draft was sent yet")
    return found
