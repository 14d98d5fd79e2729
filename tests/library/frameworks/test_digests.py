"""A published framework never changes."""

import pytest

from joint_inspection.frameworks.check import digests
from joint_inspection.frameworks.load import load_framework


@pytest.fixture
def published(edit, tmp_path, monkeypatch):
    """A folder of published files with one in it, and where its digests are recorded."""
    folder = tmp_path / "published"
    (folder / "harbour-check").mkdir(parents=True)
    path = edit().rename(folder / "harbour-check/2020.yaml")
    monkeypatch.setattr(digests, "PUBLISHED", folder)
    return path, folder / "digests.txt"


def says(path, known):
    return [each.says for each in digests.still_as_published(path, load_framework(path), known=known)]


CHANGED = "harbour-check@2020 is published and never changes; put it back, and give what you changed a new version"


def test_a_new_file_is_recorded_once(published):
    path, file = published
    assert says(path, digests.recorded(file)) == [digests.NOT_RECORDED]
    assert digests.record([path], file=file) == ("harbour-check@2020",)
    assert says(path, digests.recorded(file)) == []
    assert digests.record([path], file=file) == ()


def test_a_published_file_that_changed_stays_wrong_even_when_recorded_again(published):
    path, file = published
    digests.record([path], file=file)
    path.write_text(path.read_text().replace("Three days on site", "Four days on site"))
    assert digests.record([path], file=file) == ()
    assert says(path, digests.recorded(file)) == [CHANGED]


def test_an_untouched_copy_passes_anywhere_whatever_its_ends_of_lines(published, tmp_path):
    path, file = published
    digests.record([path], file=file)
    copy = tmp_path / "COPY.yaml"
    copy.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert says(copy, digests.recorded(file)) == []


def test_a_changed_copy_that_still_says_it_is_published_does_not_pass(published, tmp_path, edit):
    path, file = published
    digests.record([path], file=file)
    assert says(edit(("working_days: 20", "working_days: 25")), digests.recorded(file)) == [CHANGED]
    assert says(edit(("working_days: 20", "working_days: 25"), ('"2020"', '"2021"')), digests.recorded(file)) == []


def test_a_file_in_the_wrong_place_is_told_its_place(published):
    path, file = published
    moved = path.rename(path.with_name("2019.yaml"))
    digests.record([moved], file=file)
    assert says(moved, {**digests.recorded(file), "harbour-check@2020": digests.digest(moved)}) == [
        "The file says that it is harbour-check@2020; its place is harbour-check/2020.yaml"
    ]


def test_what_was_recorded_before_is_kept(published, tmp_path):
    path, file = published
    file.write_text("abc  older@1\n")
    digests.record([path], file=file)
    assert digests.recorded(file) == {"older@1": "abc", "harbour-check@2020": digests.digest(path)}
