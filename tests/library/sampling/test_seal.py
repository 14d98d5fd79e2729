"""The seal: a commitment before, a redraw after, and not a byte changed unseen."""

import json
import re
from hashlib import sha256

import pytest

from factories.samples import write_lists
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput
from joint_inspection.sampling.seal import commit, commitment_of, digest_of
from joint_inspection.sampling.verify import verify
from joint_inspection.secret_files import read_secret as read_any_secret


def read_secret(path):
    return read_any_secret(path, made_by="sampling commit")


def run(capsys, *arguments):
    code = main(["sampling", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def drawn(tmp_path, capsys):
    """Lists, a secret and a draw."""
    lists, secret, file = write_lists(tmp_path / "lists"), tmp_path / "secret", tmp_path / "draw.json"
    assert run(capsys, "commit", "--out", secret)[0] == 0
    assert run(capsys, "draw", lists, "--framework", "ilacs", "--secret", secret, "--out", file)[0] == 0
    return lists, secret, file


def test_a_secret_is_for_its_owner_and_never_overwritten(tmp_path):
    out = tmp_path / "secret"
    commitment = commit(out)
    assert out.stat().st_mode & 0o777 == 0o600
    assert re.fullmatch(r"[0-9a-f]{64}\n", out.read_text())
    assert commitment == commitment_of(read_secret(out))
    assert commitment != commit(tmp_path / "another")
    before = out.read_bytes()
    with pytest.raises(InvalidInput, match="never overwritten"):
        commit(out)
    assert out.read_bytes() == before


def test_a_commitment_is_what_the_description_says():
    text = "joint-inspection commitment 1"
    assert commitment_of(bytes(32)) == sha256(len(text).to_bytes(4, "big") + text.encode() + bytes(32)).hexdigest()


@pytest.mark.parametrize("content", ["", "12", "G" * 64, "a" * 63 + "é", "A" * 64])
def test_a_file_that_holds_no_secret_is_refused(tmp_path, content):
    (tmp_path / "secret").write_text(content)
    with pytest.raises(InvalidInput, match="Give the file that `sampling commit` wrote"):
        read_secret(tmp_path / "secret")


def test_the_whole_way(drawn, capsys, tmp_path):
    lists, secret, file = drawn
    code, said = run(
        capsys, "draw", lists, "--framework", "ilacs", "--secret", secret, "--out", tmp_path / "again.json"
    )
    assert code == 0
    assert said["commitment"] == commitment_of(read_secret(secret))
    assert (said["population"], len(said["children"])) == (60, said["drawn"])
    assert sum(1 / child["probability"] for child in said["children"]) == pytest.approx(60)
    assert read_secret(secret).hex() not in json.dumps(said)
    assert file.read_bytes() == (tmp_path / "again.json").read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert run(capsys, "verify", file, lists) == (
        0, {"same": True, "says": "Drawn again from these lists, the same children were chosen, byte for byte"},
    )  # fmt: skip


@pytest.mark.slow
def test_any_byte_of_the_draw_changed_is_noticed(drawn, tmp_path):
    lists, _, file = drawn
    content, changed = file.read_bytes(), tmp_path / "changed.json"
    for place in range(len(content)):
        changed.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert not is_same(changed, lists), place
    for other in (content[:-1], content + b"\n", b" " + content, b""):
        changed.write_bytes(other)
        assert not is_same(changed, lists)


def is_same(file, lists):
    try:
        return verify(file, lists).same
    except InvalidInput:
        return False


def test_any_byte_of_the_lists_changed_is_noticed(drawn):
    lists, _, file = drawn
    for path in sorted(lists.iterdir()):
        content = path.read_bytes()
        for place in range(0, len(content), 7):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            assert not is_same(file, lists), (path.name, place)
        path.write_bytes(content)
    assert is_same(file, lists)


def test_a_list_renamed_added_or_gone_is_noticed(drawn):
    lists, _, file = drawn
    path = min(lists.iterdir())
    other = path.rename(lists / "other.csv")
    assert not is_same(file, lists)
    other.rename(path)
    (lists / "empty.csv").write_text("")
    assert not is_same(file, lists)
    (lists / "empty.csv").unlink()
    content = path.read_bytes()
    path.unlink()
    assert not is_same(file, lists)
    path.write_bytes(content)
    assert is_same(file, lists)


def test_a_document_written_again_with_a_right_digest_is_noticed_too(drawn):
    """Somebody who knows the form swaps a child for another and works the digest out again."""
    lists, _, file = drawn
    document = json.loads(file.read_text())
    document.pop("digest")
    document["children"][0]["id"] = "K0059"
    form = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    digest = sha256(json.dumps(document, **form).encode()).hexdigest()
    file.write_text(json.dumps(document | {"digest": digest}, **form) + "\n")
    assert verify(file, lists).says == "Drawn again from these lists, the document is another"


def test_a_workbook_may_be_copied_under_another_name(tmp_path):
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    one.write_bytes(b"same")
    other.write_bytes(b"same")
    assert digest_of(one) == digest_of(other) != digest_of(tmp_path)


def test_a_seed_repeats_a_draw_and_is_not_called_sealed(tmp_path, capsys):
    lists = write_lists(tmp_path / "lists")
    ways = [("--seed", "7"), ("--seed", "7"), ("--seed", "8")]
    said = [
        run(capsys, "draw", lists, "--framework", "ilacs", *way, "--out", tmp_path / f"{n}.json")[1]
        for n, way in enumerate(ways)
    ]
    assert said[0] == said[1]
    assert said[0]["children"] != said[2]["children"]
    assert [each["sealed"] for each in said] == [False] * 3


def test_nothing_of_a_draw_lies_among_the_lists(tmp_path, capsys):
    lists = write_lists(tmp_path / "lists")
    code, said = run(capsys, "draw", lists, "--framework", "ilacs", "--seed", "1", "--out", lists / "draw.json")
    assert (code, said["problems"][0]["says"]) == (10, "Keep the secret and the draw outside the lists")
    assert len(list(lists.iterdir())) == 3


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--framework", "annual-rating", "--seed", "1"), 11),
        (("--framework", "nothing", "--seed", "1"), 10),
        (("--framework", "ilacs", "--secret", "nowhere"), 10),
        (("--framework", "ilacs", "--seed", "1", "--theme", "neglect"), 10),
        (("--framework", "ilacs", "--seed", "1", "--on", "yesterday"), 10),
        (("--framework", "ilacs", "--seed", "1", "--sampled", "7"), 10),
    ],
)
def test_what_cannot_be_drawn_is_advised(tmp_path, capsys, arguments, code):
    lists = write_lists(tmp_path / "lists")
    assert run(capsys, "draw", lists, *arguments, "--out", tmp_path / "d.json")[0] == code
    assert not (tmp_path / "d.json").exists()


def test_a_child_is_replaced_by_the_next_of_its_stratum(drawn, capsys, tmp_path):
    lists, _, file = drawn
    first = json.loads(file.read_text())["children"][-1]
    new = tmp_path / "new.json"
    change = ("--child", first["id"], "--reason", "moved_away", "--out", new)
    code, said = run(capsys, "replace", file, lists, *change)
    gone = {**first, "part": "replaced", "because": "moved_away"}
    came = next(child for child in said["children"] if child.get("instead_of") == first["id"])
    assert (code, said["replaced"]) == (0, [gone])
    assert (came["stratum"], came["probability"], came["part"]) == (
        first["stratum"],
        first["probability"],
        first["part"],
    )
    assert len(said["children"]) == said["drawn"]
    assert verify(new, lists).same
    assert verify(file, lists).same
    assert run(capsys, "replace", new, lists, *change)[0] == 10


def test_a_child_is_replaced_for_a_listed_reason_only(drawn, capsys, tmp_path):
    lists, _, file = drawn
    child = json.loads(file.read_text())["children"][0]["id"]
    for who, why in ((child, "inconvenient"), ("K9999", "moved_away")):
        code, _ = run(capsys, "replace", file, lists, "--child", who, "--reason", why, "--out", tmp_path / "n.json")
        assert code == 10
    assert not (tmp_path / "n.json").exists()


def test_a_child_picked_on_purpose_is_marked_so(drawn, capsys, tmp_path):
    lists, _, file = drawn
    chosen = {child["id"] for child in json.loads(file.read_text())["children"]}
    other = next(f"K{n:04}" for n in range(60) if f"K{n:04}" not in chosen)
    pick = ("--child", other, "--because", "Named in a serious incident", "--out", tmp_path / "n.json")
    code, said = run(capsys, "add", file, lists, *pick)
    picked = said["children"][-1]
    assert (code, picked["id"], picked["part"], picked["probability"]) == (0, other, "purposive", None)
    assert sum(1 / c["probability"] for c in said["children"] if c["probability"]) == pytest.approx(60)
    assert verify(tmp_path / "n.json", lists).same
    words = (tmp_path / "n.json").read_text().replace("serious", "curious")
    (tmp_path / "n.json").write_text(words)
    assert not is_same(tmp_path / "n.json", lists)


def test_the_mirror_and_the_reasons_on_the_command_line(drawn, capsys):
    lists, _, file = drawn
    code, seen = run(capsys, "mirror", file, lists)
    assert (code, seen["population"], seen["traits"][0]["trait"]) == (0, 60, "sex")
    assert run(capsys, "reasons")[1]["moved_away"].startswith("The child moved away")
    for words in (["mirror", str(file), str(lists)], ["reasons"], ["verify", str(file), str(lists)]):
        assert main(["sampling", *words]) == 0
    assert "Drawn again from these lists" in capsys.readouterr().out
