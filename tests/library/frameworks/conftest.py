"""A small whole framework, and what is wrong with it once it has been changed in one place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from joint_inspection.errors import Problem
from joint_inspection.frameworks.check import check
from joint_inspection.frameworks.check.surroundings import Surroundings
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.load import from_document, load_framework
from joint_inspection.frameworks.model import Framework

SMALL = Path(__file__).parent / "small.yaml"
SHARED = frozenset({"voice_of_child", "leadership", "information_sharing"})

Edit = Callable[..., Path]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """``edit(("old", "new"), …)``: the small framework with each old text, which must be there, made new once."""

    def make(*changes: tuple[str, str], name: str = "harbour.yaml") -> Path:
        text = SMALL.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture(scope="session")
def small() -> Framework:
    return load_framework(SMALL)


@pytest.fixture
def problems_of() -> Callable[..., list[Problem]]:
    """Everything wrong beyond its shape with one file, among others that there are."""

    def find(path: Path, *others: Framework) -> list[Problem]:
        document = read_document(path)
        framework = from_document(document)
        around = Surroundings(frameworks=(*others, framework), shared_criteria=SHARED)
        return [document.problem(*flaw) for flaw in check(framework, around)]

    return find
