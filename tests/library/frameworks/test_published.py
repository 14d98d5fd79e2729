"""The frameworks that come with the package."""

import ast
import shutil
from pathlib import Path

import pytest

from joint_inspection.frameworks import shelf
from joint_inspection.frameworks.check import check_files
from joint_inspection.frameworks.load import find, load_framework, published
from joint_inspection.frameworks.shelf import Cover, covers, published_files, read_cover, version_key

SOURCE = Path(__file__).parents[3] / "src"
PROMISED = {
    "contact-referral-assessment": 1, "slac": 1, "annual-rating": 1, "child-protection": 2, "looked-after": 1,
    "adoption-fostering": 1, "sif": 1, "multi-inspectorate": 1, "jtai": 2, "integrated": 1, "single-agency-shared": 1,
    "ilacs": 3, "area-send": 1,
}  # fmt: skip


def test_every_framework_promised_is_there():
    found = [framework.id for framework in published()]
    assert {name: found.count(name) for name in PROMISED} == PROMISED
    assert len(found) >= 16


def test_nothing_is_wrong_with_any():
    assert check_files() == (len(published_files()), [])


def test_untouched_copies_pass_anywhere(tmp_path):
    copies = [Path(shutil.copy(path, tmp_path / f"{path.parent.name}-{path.name}")) for path in published_files()]
    assert check_files(copies) == (len(copies), [])


def test_they_come_by_id_and_then_in_the_order_of_their_lives():
    frameworks = published()
    assert [(each.id, version_key(each.version)) for each in frameworks] == sorted(
        (each.id, version_key(each.version)) for each in frameworks
    )
    for name in PROMISED:
        starts = [each.in_force.start for each in frameworks if each.id == name and each.in_force.start]
        assert starts == sorted(starts)


def test_a_cover_tells_what_the_whole_file_tells():
    assert covers() == tuple(
        Cover(
            id=each.id,
            version=each.version,
            title=each.title,
            inspectorates=each.inspectorates.all,
            status=each.status,
            start=each.in_force.start,
            end=each.in_force.end,
        )
        for each in published()
    )


def test_the_cover_of_a_file_written_otherwise_is_read_from_the_whole(edit, tmp_path):
    import json

    framework = load_framework(edit())
    path = tmp_path / "flow.yaml"
    path.write_text(json.dumps(framework.model_dump(mode="json", by_alias=True)).replace('"2020-04-01"', "2020-04-01"))
    assert read_cover(path) == read_cover(edit())


@pytest.mark.parametrize("framework", published(), ids=lambda each: each.ref)
def test_each_says_of_every_block_where_it_comes_from(framework):
    assert framework.sources
    assert framework.criteria
    assert framework.judging.judgements
    assert find(framework.ref) is framework


def test_no_code_names_a_framework():
    ids = {framework.id for framework in published()} - ORDINARY_WORDS
    refs = {framework.ref for framework in published()}
    named = [
        (str(path.relative_to(SOURCE)), node.lineno, node.value)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids | refs
    ]
    assert named == []


ORDINARY_WORDS = {"integrated"}
"""Ids that mean something else too."""


def test_the_shelf_is_where_the_package_says():
    assert shelf.PUBLISHED.name == "published"
    assert {path.suffix for path in published_files()} == {".yaml"}
