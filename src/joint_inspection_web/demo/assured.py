"""What happens in a chronicle when quality assurance asks, and when somebody who never saw the grades rates again."""

from __future__ import annotations

from joint_inspection_web.assurance import queries, second
from joint_inspection_web.assurance.models import About, Drawn, Query
from joint_inspection_web.demo.chronicle import Tale, verb


@verb
def asks_about(tale: Tale, *, by: str, text: str, sentence: str = "", finding: str = "", judgement: str = "") -> Query:
    """Quality assurance asks about a sentence of the draft, a finding, a judgement or the whole."""
    about, which = About.WHOLE, ""
    if sentence:
        about, which = About.SENTENCE, tale.sentence(sentence).id
    elif finding:
        about, which = About.FINDING, tale.named[finding].ref
    elif judgement:
        about, which = About.JUDGEMENT, judgement
    return queries.ask(tale.inspection, about=about, which=which, text=text, **tale.by(by))


@verb
def answers_query(tale: Tale, *, by: str, query: str, text: str) -> None:
    queries.answer(tale.named[query], text=text, **tale.by(by))


@verb
def settles_query(tale: Tale, *, by: str, query: str, text: str) -> None:
    queries.resolve(tale.named[query], text=text, **tale.by(by))


@verb
def draws_again(tale: Tale, *, by: str, number: int, seed: int, rater: str) -> None:
    """Inspections are drawn for a second rating, and who rates this one is named."""
    second.draw(framework=tale.inspection.framework, number=number, seed=seed, **tale.by(by))
    drawn = Drawn.objects.get(inspection=tale.inspection)
    second.name_rater(drawn, person=tale.people[rater].ref, **tale.by(by))


@verb
def rates_again(tale: Tale, *, by: str, grades: dict[str, str], because: str) -> None:
    """Somebody who never saw the grades reads the evidence, and seals theirs."""
    rater = tale.inspection.drawn.raters.last()
    for judgement, grade in grades.items():
        second.open_evidence(rater, judgement=judgement, **tale.by(by))
        second.draft(rater, judgement=judgement, grade=grade, because=because, **tale.by(by))
    second.seal(rater, never_saw=True, **tale.by(by))
