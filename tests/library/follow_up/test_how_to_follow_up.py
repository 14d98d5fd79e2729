"""Does the example of the how-to page hold?"""

import re
from pathlib import Path

import yaml

from factories.evidence import record
from joint_inspection.record import check_file

PAGE = Path(__file__).parents[3] / "docs/how-to/follow-up-from-files.md"


def example():
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return block


def test_the_example_passes_with_the_record_that_it_is_added_to(tmp_path):
    path = tmp_path / "record.yaml"
    path.write_text(yaml.safe_dump(record(), sort_keys=False) + example(), encoding="utf-8")
    made, problems = check_file(path)
    assert problems == ()
    assert (len(made.recommendations), len(made.follow_up.statements), len(made.follow_up.links)) == (1, 1, 1)


def test_a_mistake_in_it_is_said_with_its_line(tmp_path):
    wrong = example().replace("function: enquiries", "function: policing")
    before = yaml.safe_dump(record(), sort_keys=False)
    path = tmp_path / "record.yaml"
    path.write_text(before + wrong, encoding="utf-8")
    _, (problem,) = check_file(path)
    line = (before + wrong).splitlines()[(problem.line or 0) - 1]
    assert (problem.where, line.split("#")[0].strip()) == ("recommendations.0.to", "to: council:X99000001")
