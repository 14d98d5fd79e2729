"""However a file was damaged: sheets, or advice; never a traceback, and never without end."""

import io
import random
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.workbooks import ods, packed, record, sent, xls, xlsx
from joint_inspection.casedata.read import Limits, read_sheets
from joint_inspection.errors import InvalidInput

SECRET = "Zebedee"
NUMBER, ERROR = record(0x203, b"\0" * 14), record(0x205, b"\1\0\0\0\0\0\x17\1")
ROWS = [["id", "name"], [7, SECRET], ["=1+1", None]]
LIMITS = Limits(cells=1_000_000, unpacked_bytes=20 * 1024 * 1024, memory_bytes=2 * 1024**3, seconds=60)
HUGE = (b"99999999999", b"4294967295", b"18446744073709551615", b"-1", b"0", b"1048577", b"XFD1048576", b"1e308", b"")
SLOWLY = settings(deadline=20_000, max_examples=25, suppress_health_check=list(HealthCheck))
QUICKLY = settings(deadline=5_000, max_examples=200, suppress_health_check=list(HealthCheck))


@cache
def whole(kind):
    return {
        "xlsx": lambda: xlsx({"List": ROWS}),
        "xls": lambda: xls(NUMBER + ERROR),
        "ods": lambda: ods({"List": ROWS}),
        "csv": lambda: f'id,name\n7,"{SECRET}"\n'.encode(),
        "zip": lambda: packed({"a.csv": f"id,name\n7,{SECRET}\n", "b.ods": ods({"B": ROWS})}),
    }[kind]()


def outcome(name, content):
    try:
        return read_sheets(sent(name, content), limits=LIMITS)
    except InvalidInput as error:
        return error


def never_a_traceback(name, content):
    told = outcome(name, content)
    if isinstance(told, InvalidInput):
        assert told.problems
        assert SECRET not in str(told)
    else:
        assert all(len(row) == len(sheet.rows[0]) for sheet in told for row in sheet.rows)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv", "zip"])
def test_undamaged_they_are_read(kind):
    assert read_sheets(sent(f"a.{kind}", whole(kind)), limits=LIMITS)[0].rows


@QUICKLY
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv", "a.zip", "a"]))
def test_any_bytes(content, name):
    never_a_traceback(name, content)


@QUICKLY
@given(content=st.text(max_size=200), encoding=st.sampled_from(["utf-8", "utf-16", "utf-16-be"]))
def test_any_text(content, encoding):
    never_a_traceback("a.csv", content.encode(encoding, errors="replace"))


@SLOWLY
@given(kind=st.sampled_from(["xlsx", "xls", "ods", "csv", "zip"]), part=st.floats(0, 1))
def test_cut_short(kind, part):
    content = whole(kind)
    never_a_traceback(f"a.{kind}", content[: int(len(content) * part)])


@SLOWLY
@given(kind=st.sampled_from(["xlsx", "xls", "ods", "csv", "zip"]), seed=st.integers(0, 10**9), times=st.integers(1, 30))
def test_bytes_changed(kind, seed, times):
    never_a_traceback(f"a.{kind}", changed(whole(kind), random.Random(seed), times=times))


@SLOWLY
@given(kind=st.sampled_from(["xlsx", "ods"]), seed=st.integers(0, 10**9))
def test_parts_changed_and_packed_again(kind, seed):
    never_a_traceback(f"a.{kind}", repacked_with_damage(whole(kind), random.Random(seed)))


@pytest.mark.slow
@settings(SLOWLY, max_examples=150)
@given(kind=st.sampled_from(["xlsx", "xls", "ods"]), seed=st.integers(0, 10**9), times=st.integers(1, 30))
def test_many_changed_in_many_ways(kind, seed, times):
    chance = random.Random(seed)
    if kind != "xls" and chance.random() < 0.7:
        never_a_traceback(f"a.{kind}", repacked_with_damage(whole(kind), chance))
    else:
        never_a_traceback(f"a.{kind}", changed(whole(kind), chance, times=times))


def changed(content, chance, *, times):
    content = bytearray(content)
    for _ in range(times):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def repacked_with_damage(content, chance):
    """One part of the package with a number made huge, a stretch cut out or doubled, or signs changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name in parts if name.endswith(("xml", "rels"))])
    parts[name] = chance.choice([with_huge_number, with_stretch_cut, with_stretch_doubled, with_signs])(
        parts[name], chance
    )
    return packed(parts)


def with_huge_number(xml, chance):
    digits = [index for index, sign in enumerate(xml) if chr(sign).isdigit()]
    at = chance.choice(digits or [0])
    return xml[:at] + chance.choice(HUGE) + xml[at + 1 :]


def with_stretch_cut(xml, chance):
    at = chance.randrange(len(xml))
    return xml[:at] + xml[at + chance.randrange(60) :]


def with_stretch_doubled(xml, chance):
    at = chance.randrange(len(xml))
    return xml[:at] + xml[at : at + chance.randrange(200)] + xml[at:]


def with_signs(xml, chance):
    xml = bytearray(xml)
    for _ in range(3):
        xml[chance.randrange(len(xml))] = chance.choice(b'<>"/=&; \xc3\xa9\x00A1:')
    return bytes(xml)
