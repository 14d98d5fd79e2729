"""``joint-inspection frameworks`` and ``inspection timetable`` as other programs and people see them."""

import json
from pathlib import Path

import pytest

from joint_inspection.cli import main
from joint_inspection.frameworks.shelf import published_files

SMALL = Path(__file__).parents[1] / "frameworks/small.yaml"


@pytest.fixture
def run(capsys):
    """Run a command; its exit code, standard output and standard error."""

    def make(*arguments):
        code = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return make


@pytest.fixture
def run_json(run):
    """Run a command with ``--json``; its exit code and its document."""

    def make(*arguments):
        code, out, _ = run(*arguments, "--json")
        return code, json.loads(out)

    return make


def test_list(run_json):
    code, rows = run_json("frameworks", "list")
    assert (code, len(rows)) == (0, len(published_files()))
    assert next(row for row in rows if (row["id"], row["version"]) == ("jtai", "2016")) == {
        "id": "jtai",
        "version": "2016",
        "title": "Joint targeted area inspection",
        "inspectorates": ["ofsted", "cqc", "hmicfrs", "hmi-probation"],
        "status": "ended",
        "in_force": ["2016-02-22", "2021-12-31"],
    }


def test_list_for_people(run):
    code, out, err = run("frameworks", "list")
    assert code == 0
    assert len(out.splitlines()) == len(published_files())
    assert err.startswith(f"{len(published_files())} versions of ")


def test_check_of_a_whole_file(run_json):
    assert run_json("frameworks", "check", SMALL) == (0, {"checked": 1, "problems": []})


def test_check_of_broken_files_lists_the_problems_of_all(run_json, tmp_path):
    shape, sense = tmp_path / "shape.yaml", tmp_path / "sense.yaml"
    shape.write_text(SMALL.read_text().replace('version: "2020"', "version: 2020"))
    sense.write_text(SMALL.read_text().replace("judgement: leaders", "judgement: leader"))
    code, document = run_json("frameworks", "check", shape, sense, tmp_path / "none.yaml")
    assert (code, document["checked"]) == (10, 3)
    assert [(p["file"], p["line"], p["where"]) for p in document["problems"]] == [
        (str(shape), 3, "version"),
        (str(tmp_path / "none.yaml"), None, ""),
        (str(sense), 86, "criteria.1.judgement"),
        (str(sense), 111, "judging.judgements.2.id"),
    ]


def test_check_for_people(run, tmp_path):
    path = tmp_path / "harbour.yaml"
    path.write_text(SMALL.read_text().replace("    notice: {w", "    noticee: {w", 1))
    assert run("frameworks", "check", path) == (
        10,
        "",
        f"{path}:26: kinds.0.noticee: Unknown key 'noticee'; did you mean 'notice'?\n1 framework checked, 1 problem\n",
    )


def test_show(run_json):
    code, framework = run_json("frameworks", "show", SMALL)
    assert (code, framework["id"], framework["version"]) == (0, "harbour-check", "2020")
    assert framework["in_force"] == {"from": "2020-04-01", "to": None}
    assert framework["kinds"][0]["timetable"][2]["days"] == [6, 8]


def test_show_for_people(run):
    code, out, _ = run("frameworks", "show", SMALL)
    assert code == 0
    assert out.splitlines()[:2] == [
        "Harbour check of help for children",
        "harbour-check@2020, in force from 2020-04-01",
    ]
    assert "  - Full check (full): 5 working days of notice, 3 days on site; 1 ofsted, 2 cqc" in out.splitlines()
    assert "  - Follow-up look (look): no notice, 2 days on site; 1 ofsted" in out.splitlines()


def test_show_of_an_unknown_one(run_json, run):
    code, document = run_json("frameworks", "show", "ilac")
    assert code == 10
    assert document["problems"][0]["says"].startswith("There is no framework 'ilac'; did you mean 'ilacs'? Known: ")
    assert run("frameworks", "show", "ilac")[:2] == (10, "")


def test_compare(run_json, run, tmp_path):
    newer = tmp_path / "newer.yaml"
    newer.write_text(SMALL.read_text().replace("notice: {working_days: 5", "notice: {working_days: 10"))
    says = "Kind of visit 'Full check': working days of notice was 5, now 10."
    assert run_json("frameworks", "compare", SMALL, newer) == (
        0,
        {"changes": [{"where": "kinds.full.notice.working_days", "before": 5, "after": 10, "says": says}]},
    )
    assert says in run("frameworks", "compare", SMALL, newer)[1]


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_schema_is_json_however_asked(run, extra):
    code, out, err = run("frameworks", "schema", *extra)
    assert (code, json.loads(out)["$id"], err) == (0, "urn:joint-inspection:framework", "")


def test_crosswalk(run_json, run):
    code, found = run_json("frameworks", "crosswalk", "ilacs@2023", "jtai@2022")
    assert (code, found["framework"], found["by"]) == (0, "ilacs@2023", "jtai@2022")
    assert found["left"] == [each["criterion"] for each in found["criteria"] if each["covered"] != "fully"]
    assert found["share"] == round(1 - len(found["left"]) / len(found["criteria"]), 4)
    assert run("frameworks", "crosswalk", "ilacs@2023", "jtai@2022")[1].startswith("A visit under jtai@2022 covers ")


def test_timetable(run_json):
    code, rows = run_json("inspection", "timetable", "--framework", SMALL, "--notify", "2025-06-03")
    assert (code, rows[0]) == (
        0,
        {
            "day": 1,
            "date": "2025-06-03",
            "what": "The area is told.",
            "who": ["lead", "partnership"],
            "stage": "notify",
            "kind": "full",
            "step": "told",
        },
    )
    assert [row["date"] for row in rows if row["stage"] == "on_site"] == ["2025-06-10", "2025-06-12"]


def test_timetable_for_people(run):
    code, out, _ = run("inspection", "timetable", "--framework", SMALL, "--notify", "2025-06-03", "--kind", "look")
    assert code == 0
    assert out.splitlines() == [
        "harbour-check@2020  Harbour check of help for children: Follow-up look",
        "",
        " Day  Date             What, and who",
        "   1  Tue  3 Jun 2025  Inspectors arrive and say so.",
        "                       Lead inspector",
        "   1  Tue  3 Jun 2025  First day: Inspectors look again.",
        "                       Lead inspector",
        "   2  Wed  4 Jun 2025  Last day: Inspectors look again.",
        "                       Lead inspector",
    ]


@pytest.mark.parametrize(
    ("notify", "says"),
    [
        ("2025-05-31", "2025-05-31 is not a working day (Saturday); the next one is Monday 2025-06-02"),
        ("31/05/2025", "Write the date as year-month-day, for example 2025-06-01; got '31/05/2025'"),
    ],
)
def test_timetable_from_a_day_off_or_no_day(run_json, notify, says):
    code, document = run_json("inspection", "timetable", "--framework", "jtai@2022", "--notify", notify)
    assert (code, [(each["where"], each["says"]) for each in document["problems"]]) == (10, [("notify", says)])


@pytest.mark.parametrize(
    ("framework", "on", "days"),
    [
        ("jtai", "2017-11-21", ["2017-12-04", "2017-12-08"]),  # the version in force then, with nine days' notice
        ("jtai", "2023-11-21", ["2023-12-05", "2023-12-11"]),  # and now, with ten
        ("jtai@2016", "2023-11-21", ["2023-12-04", "2023-12-08"]),
    ],
)
def test_a_bare_name_is_the_version_in_force_on_the_day(run_json, framework, on, days):
    _, rows = run_json("inspection", "timetable", "--framework", framework, "--notify", on)
    on_site = [row["date"] for row in rows if row["stage"] == "on_site"]
    assert [min(on_site), max(on_site)] == days


@pytest.mark.parametrize(
    "arguments", [(), ("frameworks",), ("frameworks", "show"), ("frameworks", "chek"), ("nothing",)]
)
def test_wrong_usage_is_2(arguments):
    try:
        code = main(arguments)
    except SystemExit as leaving:
        code = leaving.code
    assert code == 2
