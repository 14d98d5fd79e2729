"""Which grades does a file hold, and do they fit the framework?

A file is JSON: ``{"scale": [worst, …, best], "grades": {judgement: grade}}``, with ``weights``, ``bounds`` of weights
and a printed ``score`` where there are any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.advice import shape_problems, unknown
from joint_inspection.frameworks.document import Document
from joint_inspection.frameworks.json_document import json_data, with_lines
from joint_inspection.frameworks.model import Framework, Judgement, Text, Value
from joint_inspection.judgements.model import NOTHING_TO_SAY, Grades, Judged, words

LARGEST = 1_000_000
"""Bytes; a file of grades has a thousandth of it."""
Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Given(Value):
    """What a file of grades says."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    scale: tuple[Text, ...] = Field(default=(), max_length=20)
    """From the worst grade to the best; with a framework its own scale, and needless."""
    grades: dict[Text, Text] = Field(max_length=100)
    weights: dict[Text, Weight] = Field(default_factory=dict)
    bounds: dict[Text, tuple[Share, Share]] = Field(default_factory=dict)
    """Least and most share of all weight that a judgement may have."""
    score: float | None = Field(default=None, ge=0, le=100)


def read_given(path: Path) -> Given:
    """What a file says; raises InvalidInput with every problem of its form."""
    content, file = _content(path), str(path)
    data = json_data(content, file=file, is_it="is it a file of grades?")
    if not isinstance(data, dict):
        raise invalid("", 'Write a block with "scale" and "grades"', file=file, line=1)
    try:
        return Given.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        document, has_lines = with_lines(content, file=file, data=data)
        problems = shape_problems(document, error.errors(include_url=False), model=Given)
        raise InvalidInput(problems if has_lines else [replace(each, line=None) for each in problems]) from None


@contextmanager
def in_file(path: Path) -> Iterator[None]:
    """Problems of grades that came from a file carry the file and the line."""
    try:
        yield
    except InvalidInput as error:
        content, file = _content(path), str(path)
        data = json_data(content, file=file, is_it="is it a file of grades?")
        document, has_lines = with_lines(content, file=file, data=data)
        raise InvalidInput(_placed(each, document if has_lines else None, file) for each in error.problems) from None


def _placed(problem: Problem, document: Document | None, file: str) -> Problem:
    steps = problem.where.split(".", 1)
    if steps[0] not in Given.model_fields:
        return problem
    return replace(problem, file=file, line=document.line(steps) if document else None)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise invalid("", f"The file is larger than {LARGEST:,} bytes: is it a file of grades?", file=str(path))
        return path.read_bytes()
    except FileNotFoundError:
        raise invalid("", "There is no such file; check the spelling of its name", file=str(path)) from None
    except IsADirectoryError:
        raise invalid("", "This is a folder; name a file of grades", file=str(path)) from None


def grades_under(framework: Framework, given: Given) -> Grades:
    """The grades as judgements of a framework; raises InvalidInput with everything that does not fit."""
    given = in_own_words(framework, given)
    scales = {each.id: scale_of(framework, each.id) or _own_scale(framework, given) for each in _judgements(framework)}
    problems = [*_scale_fits(framework, given), *_unfit(given, scales), *_weights_unfit(framework, given)]
    if problems:
        raise InvalidInput(problems)
    known = {each.id: each for each in _judgements(framework)}
    result = framework.judging.combination.result
    return Grades(
        scale=result_scale(framework) or _own_scale(framework, given),
        judged=tuple(
            Judged(id=name, title=known[name].title, grade=grade, scale=scales[name], made_by=known[name].made_by)
            for name, grade in given.grades.items()
        ),
        result=_uncapitalised(known[result].title) if result else "the overall result",
        score=given.score, weights=given.weights,
    )  # fmt: skip


def in_own_words(framework: Framework, given: Given) -> Given:
    """The same in the framework's own grades, where a file writes their titles or today's words for them."""
    grades = {name: _meanings(framework, name).get(_slug(grade), grade) for name, grade in given.grades.items()}
    result = framework.judging.combination.result or next(iter(framework.judging.combination.inputs), "")
    meanings = _meanings(framework, result)
    scale = tuple(meanings.get(_slug(grade), grade) for grade in given.scale)
    return given.model_copy(update={"grades": grades, "scale": scale})


def _meanings(framework: Framework, judgement: str) -> dict[str, str]:
    """Grade of a judgement by each word for it; an id means itself."""
    own = next((each.scale for each in _judgements(framework) if each.id == judgement), None)
    grades = [grade for scale in framework.judging.scales if scale.id == own for grade in scale.grades]
    said = {_slug(each.title): each.id for each in grades}
    said |= {each.same_grade_as: each.id for each in grades if each.same_grade_as}
    return said | {each.id: each.id for each in grades}


def _slug(word: str) -> str:
    return "_".join(word.casefold().split())


def _judgements(framework: Framework) -> tuple[Judgement, ...]:
    return framework.judging.judgements


def grades_alone(given: Given) -> Grades:
    """The grades of a file without any framework; raises InvalidInput with everything that does not fit."""
    problems = list(_unfit(given, dict.fromkeys(given.grades, given.scale)))
    if len(set(given.scale)) < max(2, len(given.scale)):
        problems = [Problem(where="scale", says="Give the grades from the worst to the best, at least two")]
    problems += [
        Problem(where=f"weights.{each}", says=unknown("judgement", each, given.grades))
        for each in given.weights if each not in given.grades
    ]  # fmt: skip
    if problems:
        raise InvalidInput(problems)
    judged = (
        Judged(id=name, title=words(name), grade=grade, scale=given.scale) for name, grade in given.grades.items()
    )
    return Grades(scale=given.scale, judged=tuple(judged), weights=given.weights, score=given.score)


def scale_of(framework: Framework, judgement: str) -> tuple[str, ...]:
    """The grades of a judgement from the worst to the best; empty where it is told in words."""
    scale = next(each.scale for each in framework.judging.judgements if each.id == judgement)
    return next((tuple(g.id for g in each.grades) for each in framework.judging.scales if each.id == scale), ())


def result_scale(framework: Framework) -> tuple[str, ...]:
    """The grades of what is proposed; where nothing is, those that the combined judgements have in common."""
    rule = framework.judging.combination
    if rule.result:
        return scale_of(framework, rule.result)
    scales = {scale_of(framework, each) for each in rule.inputs}
    return scales.pop() if len(scales) == 1 else ()


def _own_scale(framework: Framework, given: Given) -> tuple[str, ...]:
    """For what is told in words: the file's scale, else the framework's kinds of point, the gravest first."""
    gravest = sorted(framework.recommendations, key=lambda each: each.severity != "priority")
    return given.scale or (*(each.id for each in gravest), NOTHING_TO_SAY)


def _scale_fits(framework: Framework, given: Given) -> Iterator[Problem]:
    own = result_scale(framework)
    if len(set(given.scale)) < len(given.scale):
        yield Problem(where="scale", says="A grade stands on the scale twice; keep one of them")
    elif given.scale and own and given.scale != own:
        yield Problem(
            where="scale", says=f"{framework.ref} grades from worst to best: {', '.join(own)}; use that scale"
        )


def _unfit(given: Given, scales: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name, grade in given.grades.items():
        if name not in scales:
            yield Problem(where=f"grades.{name}", says=unknown("judgement", name, scales))
        elif grade not in scales[name]:
            yield Problem(where=f"grades.{name}", says=unknown("grade", grade, scales[name]))


def _weights_unfit(framework: Framework, given: Given) -> Iterator[Problem]:
    for name in given.weights:
        if name not in framework.judging.combination.inputs:
            known = framework.judging.combination.inputs
            yield Problem(where=f"weights.{name}", says=unknown("judgement that is combined", name, known))


def _uncapitalised(title: str) -> str:
    return title[:1].lower() + title[1:]
