"""Is an inspection built again from its history alone, and is every change to that history found?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput
from joint_inspection.inspections.replay import FIRST, SEALED, canonical, hash_of, mark_of, replay_file

LOCKED = f"{SEALED}evidence version 1:SklTRUFMMQo="


def entry(seq, rows, previous=FIRST, what="evidence.keep"):
    """One entry as the service writes it."""
    said = [seq, "2026-01-20T10:00:00.000000+00:00", "p1", what, "inspection:k3v9", canonical({"rows": rows}), previous]
    names = ("seq", "at", "who", "what", "subject", "payload", "previous")
    return dict(zip(names, said, strict=True)) | {"hash": hash_of(*said)}


def row(key, table="evidence.version", **fields):
    return {"table": table, "key": key, "fields": fields}


def history():
    """Two notes, the second written twice, and an action on something else in between."""
    first = entry(4, [row(2, text=LOCKED), row(1, text="b")], previous="f" * 64)
    second = entry(5, [row(2, text=LOCKED, more=[LOCKED, {"x": LOCKED}]), row("k", table="teams.seat")], first["hash"])
    return {"inspection": "k3v9", "entries": [first, second, entry(9, [row(10, text="c")], previous="e" * 64)]}


@pytest.fixture
def run(tmp_path, capsys):
    """The exit code and the document printed for a history."""

    def replay(said):
        path = tmp_path / "history.json"
        path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
        code = main(["inspection", "replay", str(path), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return replay


def test_rows_are_folded_the_later_over_the_earlier_in_the_order_of_their_keys(run):
    code, found = run(history())
    assert (code, found["inspection"], found["entries"], found["problems"]) == (0, "k3v9", 3, [])
    assert found["state"] == {
        "evidence.version": [
            {"text": "b"}, {"text": "sealed", "more": ["sealed", {"x": "sealed"}]}, {"text": "c"},
        ],
        "teams.seat": [{}],
    }  # fmt: skip


def test_what_the_file_holds_opened_is_shown(run):
    code, found = run(history() | {"opened": {mark_of(LOCKED): {"text": "Nobody asked"}}})
    assert code == 0
    assert found["state"]["evidence.version"][1]["more"] == [{"text": "Nobody asked"}, {"x": {"text": "Nobody asked"}}]


@pytest.mark.parametrize("key", ["at", "who", "what", "payload", "previous", "hash"])
def test_a_changed_entry_is_found(run, key):
    said = history()
    said["entries"][1][key] = said["entries"][1][key] + " "
    code, found = run(said)
    assert code == 10
    assert "entry 5" in {problem["where"] for problem in found["problems"]}


@given(st.integers(0, 2), st.data())
def test_one_changed_letter_of_what_was_written_is_found(tmp_path_factory, which, data):
    said = history()
    payload = said["entries"][which]["payload"]
    place = data.draw(st.integers(0, len(payload) - 1))
    said["entries"][which]["payload"] = payload[:place] + chr(ord(payload[place]) ^ 1) + payload[place + 1 :]
    path = tmp_path_factory.mktemp("history") / "h.json"
    path.write_text(json.dumps(said))
    assert [each.where for each in replay_file(path).problems if "not what was recorded" in each.says] == [
        f"entry {said['entries'][which]['seq']}"
    ]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda entries: entries.reverse(), "entry 5"),
        (lambda entries: entries.append(entries[0]), "entry 4"),
        (lambda entries: entries.__setitem__(1, entry(5, [], previous="a" * 64)), "entry 5"),
        (lambda entries: entries.clear(), "entries"),
    ],
)
def test_entries_out_of_order_cut_or_put_in_are_found(run, change, where):
    said = history()
    change(said["entries"])
    code, found = run(said)
    assert (code, found["problems"][0]["where"]) == (10, where)


@pytest.mark.parametrize(
    "said",
    ["", "[]", "{}", "null", '{"inspection": "k", "entries": [{}]}', '{"inspection": "k", "entries": 3}', "[" * 9999],
)
def test_what_is_no_history_is_refused_with_advice(run, said):
    code, found = run(said)
    assert (code, found["state"]) == (10, {})
    assert "not the history of an inspection" in found["problems"][0]["says"]


def test_the_history_of_another_inspection_is_refused(tmp_path):
    path = tmp_path / "h.json"
    path.write_text(json.dumps(history() | {"inspection": "zzzz"}))
    with pytest.raises(InvalidInput, match="It is not about zzzz"):
        replay_file(path)


def test_what_an_action_wrote_and_nobody_can_read_is_said(run):
    broken = entry(1, [])
    for payload in ("{", "[]", '{"rows": [3]}'):
        broken["payload"] = payload
        assert run({"inspection": "k3v9", "entries": [broken]})[0] == 10
