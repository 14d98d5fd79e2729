"""Do words of quantity mean what the table says?"""

from pathlib import Path

import pytest
import yaml

from joint_inspection.record.report import Count, Sentence
from joint_inspection.reports.quantities import check_quantities, quantities_in
from joint_inspection.reports.settings import report_settings

TABLE = yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE["words"], ids=lambda row: row["text"])
def test_which_words_stand_in_a_sentence(row):
    assert list(quantities_in(row["text"])) == row["words"]


@pytest.mark.parametrize("row", TABLE["counts"], ids=lambda row: f"{row['word']} {row['count']} of {row['of']}")
def test_whether_so_many_are_what_the_word_says(row):
    given = Count(word=row["word"], count=row["count"], of=row["of"], what="children")
    sentence = Sentence(id="s1", text=f"{row['word']} wait.", counts=(given,))
    assert [each.where for each in check_quantities(sentence)] == ([] if row["fits"] else ["counts.0.count"])


def test_every_word_of_the_settings_is_found_alone():
    words = [word for each in report_settings().quantities.words for word in each.says]
    assert [list(quantities_in(f"They saw {word} of them.")) for word in words] == [[word] for word in words]


@pytest.mark.parametrize(
    ("count", "where"),
    [
        (None, ["counts"]),
        (Count(word="few", count=1, of=9, what="children"), ["counts", "counts.0.word"]),
        (Count(word="most", count=9, of=6, what="children"), ["counts.0.count"]),
        (Count(word="most", count=596, of=600, what="children here", in_area=True), ["counts.0.in_area"]),
        (Count(word="most", count=590, of=600, what="children here", in_area=True), []),
    ],
)
def test_the_count_is_given_and_is_right(count, where):
    sentence = Sentence(id="s1", text="Most children were seen.", counts=(count,) if count else ())
    assert [each.where for each in check_quantities(sentence)] == where
