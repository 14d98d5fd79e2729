"""What is wrong with a framework file, beyond its shape?

Each rule is a small function from a framework and its surroundings to flaws; all of them are tried, and every problem
is reported with the line on which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.check import cycle, days, digests, judging, life, names, request_lists, requests
from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings
from joint_inspection.frameworks.document import Document, read_document
from joint_inspection.frameworks.load import from_document
from joint_inspection.frameworks.model import Framework
from joint_inspection.frameworks.shelf import published_files

RULES: tuple[Rule, ...] = names.RULES + requests.RULES + days.RULES + judging.RULES + cycle.RULES + life.RULES
Read = tuple[Document, Framework]
SHARED_CRITERIA = Path(__file__).parents[1] / "shared_criteria.yaml"


def check(framework: Framework, around: Surroundings) -> list[Flaw]:
    """Everything wrong with a framework among the others that there are."""
    return [flaw for rule in RULES for flaw in rule(framework, around)]


def check_files(files: Sequence[Path | str] = ()) -> tuple[int, list[Problem]]:
    """Check files (without any: all that are published); how many there were, and every problem.

    Files of request lists are checked too; those that come with the package count with the frameworks that name them.
    """
    paths = [Path(file) for file in files] or list(published_files())
    read, problems = _read(paths)
    others, _ = _read(published_files()) if files else ({}, [])
    around = _surroundings((*others.values(), *read.values()))
    known = digests.recorded()
    for path, (document, framework) in read.items():
        flaws = [*check(framework, around), *digests.still_as_published(path, framework, known=known)]
        problems += sorted((document.problem(*flaw) for flaw in flaws), key=lambda problem: problem.line or 0)
    return len(paths), problems if files else [*problems, *request_lists.check_carried()]


def _surroundings(read: Iterable[Read]) -> Surroundings:
    frameworks = {framework.ref: framework for _, framework in read}
    return Surroundings(frameworks=tuple(frameworks.values()), shared_criteria=shared_criteria())


def record_new() -> tuple[str, ...]:
    """Record the digest of every new published file with which nothing else is wrong; the versions recorded."""
    lists = request_lists.record_new()
    _, problems = check_files()
    wrong = {problem.file for problem in problems if problem.says != digests.NOT_RECORDED}
    return lists + digests.record(path for path in published_files() if str(path) not in wrong)


def _read(paths: Iterable[Path]) -> tuple[dict[Path, Read], list[Problem]]:
    read: dict[Path, Read] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            document = read_document(path)
            if request_lists.holds_lists(document):
                problems += request_lists.check_lists(document)
            else:
                read[path] = document, from_document(document)
        except InvalidInput as error:
            problems += error.problems
    return read, problems


@cache
def shared_criteria() -> frozenset[str]:
    """Ids of the multi-agency criteria that any framework may share."""
    return frozenset(each["id"] for each in read_document(SHARED_CRITERIA).data["criteria"])
