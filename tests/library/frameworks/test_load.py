"""Reading a framework file: every problem of its shape, with its place, its line and what to write instead."""

from datetime import date

import pytest

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find, load_framework, read_frameworks, versions

BROKEN = [
    (("    notice: {w", "    noticee: {w"), 26, "kinds.0.noticee", "Unknown key 'noticee'; did you mean 'notice'?"),
    (("criteria:", "criterea:"), 75, "criterea", "Unknown key 'criterea'; did you mean 'criteria'?"),
    (
        ("{stage: consulted,", "{stage: consulted, colour: blue,"),
        18,
        "life.0.colour",
        "Unknown key 'colour'; take it out, or use one of: source, setting, stage, says, announced_for, announced_by, "
        "announced_on, moved, happened",
    ),
    (("title: Harbour check of help for children\n", ""), 2, "title", "Add 'title', which is missing here"),
    (("{id: feedback, stage", "{stage"), 37, "kinds.0.timetable.3.id", "Add 'id', which is missing here"),
    (('version: "2020"', "version: 2020"), 3, "version", 'Put quotes around it, so that it stays text: "2020"'),
    (
        ('version: "2020"', "version: 2020-04-01"),
        3,
        "version",
        'Put quotes around it, so that it stays text: "2020-04-01"',
    ),
    (
        ("title: Full check", "title: no"),
        23,
        "kinds.0.title",
        "Put quotes around it: yes, no, on, off, true and false without quotes are not text",
    ),
    (("title: Full check", "title:"), 23, "kinds.0.title", "Write text here; got nothing"),
    (("title: Full check", 'title: ""'), 23, "kinds.0.title", "Write something here; it is empty"),
    (
        ("status: in_force", "status: in-force"),
        7,
        "status",
        "'in-force' is not allowed here; did you mean 'in_force'? Allowed: proposed, consulted, piloted, in_force, "
        "ended, deferred, withdrawn",
    ),
    (
        ("asked: never", "asked: perhaps"),
        132,
        "statement.asked",
        "'perhaps' is not allowed here; write one of: always, decided_each_time, when_priority_action, never",
    ),
    (
        ("notice: {working_days: 5", "notice: {working_days: five"),
        26,
        "kinds.0.notice.working_days",
        "Write a whole number; got 'five'",
    ),
    (
        ("notice: {working_days: 5", "notice: {working_days: -5"),
        26,
        "kinds.0.notice.working_days",
        "Write a number that is 0 or more; got -5",
    ),
    (
        ("notice: {working_days: 5", 'notice: {working_days: "5"'),
        26,
        "kinds.0.notice.working_days",
        "Write a whole number; got '5'",
    ),
    (
        ("notice: {working_days: 5", "notice: {working_days: true"),
        26,
        "kinds.0.notice.working_days",
        "Write a whole number; got true",
    ),
    (("full: false", "full: maybe"), 43, "kinds.1.full", "Write true or false; got 'maybe'"),
    (("methods: [child, record]", "methods: []"), 81, "criteria.0.methods", "Write at least 1 here; there are none"),
    (
        ("methods: [child, record]", "methods: child"),
        81,
        "criteria.0.methods",
        "Write a list, one '- ' a line or in square brackets; got 'child'",
    ),
    (
        ("tracked: [5, 7]", "tracked: [5]"),
        99,
        "case_sample.tracked.1",
        "Give 2 values here, in square brackets",
    ),
    (("tracked: [5, 7]", "tracked: [5, 6, 7]"), 99, "case_sample.tracked", "Write at most 2 here; there are 3"),
    (
        ("in_force: {from: 2020-04-01}", "in_force: 2020-04-01"),
        8,
        "in_force",
        "Write a block of 'key: value' lines here; got 2020-04-01",
    ),
    (
        ("in_force: {from: 2020-04-01}", "in_force: {from: spring 2020}"),
        8,
        "in_force.from",
        "Write a date as year-month-day, for example 2018-01-29; got 'spring 2020'",
    ),
    (
        ("in_force: {from: 2020-04-01}", "in_force: {from: 2020-04-31}"),
        8,
        "in_force.from",
        "'2020-04-31' is not a date or number that exists; correct it, or quote it",
    ),
    (
        ("in_force: {from: 2020-04-01}", "in_force: {from: 2020-04-01, to: 2019-04-01}"),
        8,
        "in_force",
        "'to' (2019-04-01) is before 'from' (2020-04-01); swap them or correct one",
    ),
    (
        ("id: harbour-check", "id: Harbour Check"),
        2,
        "id",
        "Write an id in small letters, digits and hyphens, for example 'help_protection'; got 'Harbour Check'",
    ),
    (
        ("happened: summer 2019, source: guide", "happened: summer 2019"),
        18,
        "life.0",
        "Cite a source id in 'source', or say in 'setting' why this is a choice and not a fact",
    ),
    (
        ("who: [all], days: [6, 8]", "who: [all], day: 6, days: [6, 8]"),
        36,
        "kinds.0.timetable.2",
        "Say when with exactly one of 'day', 'days', or 'after' with 'working_days'",
    ),
    (
        ("days: [6, 8]", "days: [8, 6]"),
        36,
        "kinds.0.timetable.2",
        "The last day (6) is before the first (8)",
    ),
    (
        ("title: Full check", "title: Full check\n    title: Whole check"),
        24,
        "kinds.0.title",
        "The key 'title' is given twice, first on line 23; keep one of them",
    ),
    (
        ("title: Full check", "title: Full: check"),
        23,
        "",
        "This is not YAML: mapping values are not allowed in this context; check the indentation, colons and quotes "
        "here",
    ),
    (
        ("title: Full check", "title: !secret check"),
        23,
        "kinds.0.title",
        "The tag !secret is not used; put quotes around text that starts with !",
    ),
    (
        ("title: Full check", "title: &loop [*loop]"),
        23,
        "kinds.0.title.0",
        "This block contains itself by way of an alias (*); write it out",
    ),
    (
        ("title: Full check", "title: {[a]: b}"),
        23,
        "kinds.0.title",
        "A key must be a word; put quotes around text that starts with { or [",
    ),
]


@pytest.mark.parametrize(("change", "line", "where", "says"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_broken_file_says_where_and_what_to_write(edit, change, line, where, says):
    path = edit(change)
    with pytest.raises(InvalidInput) as error:
        load_framework(path)
    found = [(each.file, each.line, each.where, each.says) for each in error.value.problems]
    assert found == [(str(path), line, where, says)]


NOT_FRAMEWORKS = [
    (b"", 1, "The file is empty; start with id, version, title and summary"),
    (b"# only a remark\n", 1, "The file is empty; start with id, version, title and summary"),
    (b"hello", 1, "The file must be a block of 'key: value' lines; start with id, version, title and summary"),
    (b"- a\n- b\n", 1, "The file must be a block of 'key: value' lines; start with id, version, title and summary"),
    (b"a: 1\n\xff\xfe", 2, "This is not text in UTF-8; save it as UTF-8 text"),
    (b"a: 1\nb: \x00\n", 2, "This is not YAML; write 'key: value' lines"),
    (b"[" * 100_000, 1, "Blocks lie within blocks more than a hundred deep; is it a framework?"),
    (b"- " * 100_000, 1, "Blocks lie within blocks more than a hundred deep; is it a framework?"),
    (b"a: " + b"x" * 2_000_000, 1, "The file is larger than 2,000,000 bytes; is it a framework?"),
    (
        b"a: 1\n---\nb: 2\n",
        2,
        "This is not YAML: but found another document; check the indentation, colons and quotes here",
    ),
    (
        b"a: &a [1,2,3,4,5,6,7,8,9]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in b"bcdefgh"),
        1,
        "The file has more than 100,000 parts; is it a framework?",
    ),
]


@pytest.mark.parametrize(("content", "line", "says"), NOT_FRAMEWORKS, ids=lambda value: str(value)[:30])
def test_what_is_no_framework_at_all_is_told_kindly(tmp_path, content, line, says):
    path = tmp_path / "file.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as error:
        load_framework(path)
    assert [(each.line, each.says) for each in error.value.problems] == [(line, says)]


def test_no_file_and_a_folder(tmp_path):
    with pytest.raises(InvalidInput) as error:
        read_frameworks([tmp_path / "none.yaml", tmp_path])
    assert [(each.file, each.says) for each in error.value.problems] == [
        (str(tmp_path / "none.yaml"), "There is no such file; check the spelling of its name"),
        (str(tmp_path), "This is a folder; name the YAML files in it"),
    ]


def test_every_problem_is_told_at_once_in_the_order_of_the_file(edit):
    path = edit(("asked: never", "asked: sometimes"), ('version: "2020"', "version: 2020"), ("full: false", "full: 3"))
    with pytest.raises(InvalidInput) as error:
        load_framework(path)
    assert [(each.line, each.where) for each in error.value.problems] == [
        (3, "version"),
        (43, "kinds.1.full"),
        (132, "statement.asked"),
    ]


def test_a_list_of_broken_parts_is_not_also_too_short(edit):
    path = edit(("- {id: findings, title: What", "- {id: findings, titel: What"))
    with pytest.raises(InvalidInput) as error:
        load_framework(path)
    assert [(each.line, each.where) for each in error.value.problems] == [(126, "report.sections.0.titel")]


def test_what_yaml_reads_as_yes_is_a_word_when_it_is_a_key(edit):
    moved = "{stage: launched, moved: [{by: The ministry, on: 2020-01-06, to: none given, why: A flood.}],"
    framework = load_framework(edit(("{stage: launched,", moved)))
    assert framework.life[1].moved[0].on == date(2020, 1, 6)


def test_a_block_may_be_repeated_by_its_anchor(edit):
    path = edit(("who: [lead, partnership], day: 1", "who: &both [lead, health], day: 1"), ("who: [all]", "who: *both"))
    steps = load_framework(path).kind("full").timetable
    assert (steps[0].who, steps[2].who) == (("lead", "health"), ("lead", "health"))


@pytest.fixture
def shelf(edit, monkeypatch, tmp_path):
    """Three versions of one framework among the published: 2020 to 2021, 2022, and one only consulted on."""

    def publish(version, *changes):
        path = edit(('version: "2020"', f'version: "{version}"'), *changes, name=f"{version}.yaml")
        folder = tmp_path / "published/harbour-check"
        folder.mkdir(parents=True, exist_ok=True)
        path.rename(folder / path.name)

    publish("2020", ("{from: 2020-04-01}", "{from: 2020-04-01, to: 2021-12-31}"))
    publish("2022", ("{from: 2020-04-01}", "{from: 2022-01-01}"))
    publish(
        "10022-consulted", ("in_force: {from: 2020-04-01}", "in_force: {}"), ("status: in_force", "status: proposed")
    )
    monkeypatch.setattr("joint_inspection.frameworks.shelf.PUBLISHED", tmp_path / "published")


@pytest.mark.parametrize(
    ("ref", "on", "version"),
    [
        ("harbour-check@2020", None, "2020"),
        ("harbour-check@2020", date(2025, 1, 1), "2020"),
        ("harbour-check", date(2020, 4, 1), "2020"),
        ("harbour-check", date(2021, 12, 31), "2020"),
        ("harbour-check", date(2022, 1, 1), "2022"),
        ("harbour-check", date(2019, 1, 1), "10022-consulted"),
        ("harbour-check", None, "10022-consulted"),
    ],
)
def test_a_framework_is_found_by_name_and_date(shelf, ref, on, version):
    assert find(ref, on=on).version == version


def test_versions_are_in_the_order_of_their_numbers(shelf):
    assert [each.version for each in versions("harbour-check")] == ["2020", "2022", "10022-consulted"]


def test_a_file_of_ones_own_is_found_by_its_path(edit):
    assert find(str(edit())).ref == "harbour-check@2020"


@pytest.mark.parametrize(
    ("ref", "says"),
    [
        (
            "harbour-chek",
            "There is no framework 'harbour-chek'; did you mean 'harbour-check'? Known: harbour-check",
        ),
        ("zoo", "There is no framework 'zoo'; known: harbour-check"),
        (
            "harbour-check@2021",
            "There is no framework 'harbour-check@2021'; did you mean 'harbour-check@2022'? "
            "Known: harbour-check@2020, harbour-check@2022, harbour-check@10022-consulted",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(shelf, ref, says):
    with pytest.raises(InvalidInput) as error:
        find(ref)
    assert [each.says for each in error.value.problems] == [says]
