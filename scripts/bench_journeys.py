"""How fast are journeys answered, beside other tools on the same table, in one run?

Every contender reads the same invented table (a row an event, in order of time) and answers the same questions: what
follows what and after how many seconds, how often each whole journey occurs, and how three clocks stand in working
days. Each runs in a process of its own. Its time begins when its packages are loaded (ours: when its compiled functions
are; the other tools find a table of working days ready) and ends with the answer, reading the file included; what
starting takes is shown apart. Peak memory is that of the whole process. Answers must be equal, else the run fails. The
tools compared with run in an environment of their own.

    python scripts/bench_journeys.py --events 1 10 --store 50 --capped 50        (millions of events)

``--store`` asks the journey store alone; ``--capped`` gives the SQL engine less memory than the table needs, and makes
the journey store under the same cap.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench_journeys_answer import CLOCKS, COLUMNS, answer, digest, timed

ROOT = Path(__file__).parents[1]
WORK = ROOT / ".build" / "bench"
PEERS = ROOT / ".build" / "bench-pm4py"
PEER_PACKAGES = ("pm4py==2.7.23.11", "pandas==3.1.1", "polars==2.1.0", "pyarrow==26.0.1", "duckdb==1.5.6")
SEED = 1
MILLION = 1_000_000
SQL_MEMORY = "1GB"
BUILD_MEMORY = 500_000_000
"""Bytes; larger tables are taken in passes."""
CALENDAR_YEARS = 75
"""From 1970 on: as far as any invented journey goes."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one contender needed, and what it answered."""

    name: str
    wall: float
    processor: float
    """Seconds of all its threads."""
    start: float
    """Seconds before: starting Python and loading packages."""
    memory: int
    """Peak, in bytes."""
    answer: dict[str, Any]


def main() -> None:
    """Make the tables, let every contender answer, compare, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="*", default=[1], metavar="MILLIONS")
    parser.add_argument("--store", type=int, default=0, metavar="MILLIONS", help="ask the store alone about so many")
    parser.add_argument("--capped", type=int, default=0, metavar="MILLIONS", help="with less memory than the table")
    parser.add_argument("--repeat", type=int, default=3, help="runs of ours and of reading; the middle one counts")
    parser.add_argument("--without", nargs="*", default=[], metavar="NAME", help="leave contenders out")
    parser.add_argument("--out", type=Path, help="write the tables to this file too")
    parser.add_argument("--contender", nargs=2, metavar=("NAME", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contender:
        name, path = options.contender
        contender = OURS[name]
        if contender in COMPARED.values():
            warm_up(contender)
        print(timed(lambda: contender(Path(path))))
        return
    tables = []
    for table in chain([machine()], (compared(n, options) for n in options.events), stored(options), capped(options)):
        print(f"{table}\n", flush=True)
        tables.append(table)
        if options.out:
            options.out.write_text("\n\n".join(tables) + "\n", encoding="utf-8")


def compared(millions: int, options: argparse.Namespace) -> str:
    """All contenders on a table of so many million events."""
    table, store = table_of(millions), store_of(millions)
    runs = [ours(name, store if name == STORE else table, repeat=options.repeat) for name in COMPARED]
    runs += [peer(name, table) for name in PEER_NAMES if name not in options.without]
    agree(runs)
    return f"## {millions} million events\n\n{drawn(runs)}"


def stored(options: argparse.Namespace) -> Iterator[str]:
    """The store alone, on a table too large for most contenders."""
    if not options.store:
        return
    store = store_of(options.store)
    runs = [ours(STORE, store, repeat=options.repeat)]
    yield f"## {options.store} million events, from the journey store\n\n{drawn(runs)}"


def capped(options: argparse.Namespace) -> Iterator[str]:
    """The SQL engine and the making of the store, with less memory than the table needs."""
    if not options.capped:
        return
    runs = [ours(name, event_folder(options.capped), repeat=0) for name in (SQL_CAPPED, KERNEL_CAPPED)]
    agree(runs)
    runs.append(ours(BUILD, table_of(options.capped), repeat=0))
    cap = f"SQL in {SQL_MEMORY}, the store made in {BUILD_MEMORY / 1e9:.1f} GB"
    yield f"## {options.capped} million events, capped: {cap}\n\n{drawn(runs)}"


def event_folder(millions: int) -> Path:
    """The same events as a folder of events, made once, in a process of its own."""
    from joint_inspection.casedata.events.table import ABOUT

    table = table_of(millions)
    folder = WORK / table.stem.replace("events", "folder")
    if not (folder / ABOUT).exists():
        print(f"Writing {millions} million events as a folder of events …", file=sys.stderr)
        measured(FOLDER, [sys.executable, __file__, "--contender", FOLDER, str(table)])
    return folder


def write_folder(table: Path) -> dict:
    """A folder of events, with each event's place in its journey."""
    import duckdb
    import pyarrow.parquet as pq

    from joint_inspection.casedata.events.table import ABOUT, CHILDREN, EVENTS, children_schema

    folder = WORK / table.stem.replace("events", "folder")
    folder.mkdir(exist_ok=True)
    db = duckdb.connect(config={"memory_limit": "8GB", "temp_directory": str(WORK / "spill")})
    db.execute(
        f"""COPY (SELECT child::VARCHAR AS child, (row_number() OVER w - 1)::INTEGER AS position, event, agency,
                 "at"::TIMESTAMP_S AS "at", "at"::TIMESTAMP_S AS known, '' AS list, 0::INTEGER AS record,
                 NULL::VARCHAR AS detail
               FROM '{table}' WINDOW w AS (PARTITION BY child ORDER BY "at"))
            TO '{folder / EVENTS}' (FORMAT parquet, COMPRESSION zstd)"""
    )
    pq.write_table(children_schema().empty_table(), folder / CHILDREN)
    (folder / ABOUT).write_text(json.dumps({"on": "2050-01-01", "events": 0, "children": 0}))
    return {}


def table_of(millions: int) -> Path:
    """The invented table of so many million events, made once."""
    from joint_inspection.casedata.generate.raw import invent_events

    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"events-{millions}m-{SEED}.parquet"
    if not path.exists():
        print(f"Inventing {millions} million events …", file=sys.stderr)
        invent_events(millions * MILLION, seed=SEED, out=path)
    return path


def store_of(millions: int) -> Path:
    """The journey store of that table, made once, in a process of its own."""
    path = WORK / f"store-{millions}m-{SEED}"
    if not (path / "about.json").exists():
        table_of(millions)
        print(f"Building the store of {millions} million events …", file=sys.stderr)
        measured(BUILD, [sys.executable, __file__, "--contender", BUILD, str(table_of(millions))])
    return path


def ours(name: str, path: Path, *, repeat: int) -> Run:
    """The middle of several runs of ours; the compiled functions are cached by a first run that does not count."""
    command = [sys.executable, __file__, "--contender", name, str(path)]
    runs = [measured(name, command) for _ in range(repeat + 1)][-max(1, repeat) :]
    return sorted(runs, key=lambda run: run.processor)[len(runs) // 2]


def peer(name: str, table: Path) -> Run:
    """One run of another tool."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        print("Installing the tools to compare with, in an environment of their own …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEER_PACKAGES], check=True)
    script = Path(__file__).with_name("bench_journeys_peers.py")
    return measured(name, [str(python), str(script), name, str(table), str(calendar_file())])


def measured(name: str, command: list[str]) -> Run:
    """Run a contender and see what it needed."""
    print(f"  {name} …", file=sys.stderr)
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'scripts'}", "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    if status:
        raise SystemExit(f"{name} failed; see: {' '.join(command)}")
    told = json.loads(said.strip().splitlines()[-1])
    return Run(
        name=name, wall=told["wall"], processor=told["processor"], start=took - told["wall"],
        memory=used.ru_maxrss * 1024, answer=told["answer"],
    )  # fmt: skip


def agree(runs: list[Run]) -> None:
    """Everyone who answered a part answered the same; a difference ends the run."""
    for part in ("pairs", "medians", "journeys", "clocks"):
        said = {run.name: run.answer[part] for run in runs if part in run.answer}
        if len({json.dumps(each) for each in said.values()}) > 1:
            raise SystemExit(f"The contenders differ on {part}: {json.dumps(said, indent=1)}")


def drawn(runs: list[Run]) -> str:
    """A table of the runs, each beside ours from the raw table."""
    base = next((run for run in runs if run.name == RAW), runs[0])
    lines = ["| | wall s | CPU s | peak MB | wall ÷ ours | CPU ÷ ours | start s | answers |"]
    lines.append("|---|--:|--:|--:|--:|--:|--:|---|")
    for run in runs:
        parts = ", ".join(run.answer) or "none"
        lines.append(
            f"| {TITLES[run.name]} | {run.wall:.2f} | {run.processor:.2f} | {run.memory / 1e6:,.0f} "
            f"| {run.wall / base.wall:.1f} | {run.processor / base.processor:.1f} | {run.start:.1f} | {parts} |"
        )
    return "\n".join(lines)


def machine() -> str:
    """On what this was measured."""
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load:.1f} at the beginning; "
        "times include reading the file."
    )


def calendar_file() -> Path:
    """Working days up to each day since 1970, for the other tools."""
    import numpy as np

    from joint_inspection.dates import is_working_day

    path, first = WORK / "calendar.npy", date(1970, 1, 1)
    if not path.exists():
        days = (first + timedelta(days=number) for number in range(CALENDAR_YEARS * 366))
        np.save(path, np.cumsum([is_working_day(day) for day in days]).astype(np.int64))
    return path


def warm_up(contender: Callable[[Path], dict]) -> None:
    """Load what a contender of ours needs: it answers about four events."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    from joint_inspection.journeys.kernel.store import save
    from joint_inspection.journeys.kernel.table import store_of_table

    with TemporaryDirectory() as folder:
        table = Path(folder) / "events-few.parquet"
        events = ["referral", "assessment_started", "assessment_authorised", "referral"]
        at = pa.array(np.array([0, 86_400, 172_800, 0]) + 1_700_000_000).cast(pa.timestamp("s"))
        pq.write_table(pa.table({"child": np.array([1, 1, 1, 2]), "event": events, "at": at}), table)
        if contender is from_store:
            save(store_of_table(table), Path(folder) / "store-few")
        contender(Path(folder) / "store-few" if contender is from_store else table)


def read_only(table: Path) -> dict:
    """Read the columns, and nothing else."""
    import pyarrow.parquet as pq

    pq.read_table(table, columns=COLUMNS)
    return {}


def from_raw(table: Path) -> dict:
    """Ours, from the raw table."""
    from joint_inspection.journeys.kernel.table import store_of_table

    return asked(store_of_table(table))


def from_store(folder: Path) -> dict:
    """Ours, from the journey store."""
    from joint_inspection.journeys.kernel.store import open_store

    return asked(open_store(folder))


def build(table: Path) -> dict:
    """Make the journey store."""
    from joint_inspection.journeys.kernel.build import build_store

    build_store(table, table.with_name(table.stem.replace("events", "store")), memory=BUILD_MEMORY)
    return {}


def sql_capped(folder: Path) -> dict:
    """The question of what follows what, by the SQL engine with little memory."""
    from joint_inspection.journeys.ask import find_question, open_engine

    engine = open_engine("duckdb", spill=WORK / "spill")
    engine.connection.raw_sql(f"SET memory_limit = '{SQL_MEMORY}'")
    expression = find_question("directly_follows").answer(engine.cohort(folder))
    rows = engine.table(expression.select("event", "then", "times")).to_pylist()
    return {"pairs": digest(sorted((row["event"], row["then"], row["times"]) for row in rows))}


def kernel_capped(folder: Path) -> dict:
    """The same from the journey store."""
    from joint_inspection.journeys.kernel.ask import pairs
    from joint_inspection.journeys.kernel.store import open_store

    return {"pairs": answer(pairs(open_store(store_of(int(folder.name.split("-")[1][:-1])))))["pairs"]}


def asked(store: Any) -> dict:
    """Every question, of a store."""
    import numpy as np

    from joint_inspection.journeys.clocks import Clock
    from joint_inspection.journeys.kernel.ask import clock_counts, pairs, variants

    clocks = [
        Clock(
            id=name, title=name, starts=start, ends=(end,), pairing="next", limit=limit, unit="working_days",
            who="council", setting="For this trial.",
        )
        for name, (start, end, limit) in CLOCKS.items()
    ]  # fmt: skip
    counts = clock_counts(store, clocks)
    return answer(
        pairs(store), variants(store).times.astype(np.int64),
        {each.clock.id: [each.started, each.ended, each.in_time, each.total, each.median] for each in counts},
    )  # fmt: skip


READ, RAW, STORE, BUILD, FOLDER = "read", "kernel-raw", "kernel-store", "build", "folder"
SQL_CAPPED, KERNEL_CAPPED = "sql-capped", "kernel-capped"
COMPARED: dict[str, Callable[[Path], dict]] = {READ: read_only, RAW: from_raw, STORE: from_store}
OURS = COMPARED | {BUILD: build, FOLDER: write_folder, SQL_CAPPED: sql_capped, KERNEL_CAPPED: kernel_capped}
PEER_NAMES = ("duckdb", "pandas", "pm4py-polars", "pm4py-pandas", "pm4py")
TITLES = {
    READ: "reading the columns", RAW: "**ours, from the raw table**", STORE: "**ours, from the journey store**",
    BUILD: "making the journey store", SQL_CAPPED: "what follows what, our SQL engine",
    KERNEL_CAPPED: "what follows what, from the journey store", "duckdb": "DuckDB, plain SQL", "pandas": "pandas",
    "pm4py-polars": "pm4py on Polars (no clocks)",
    "pm4py-pandas": "pm4py on pandas, low level", "pm4py": "pm4py as documented",
}  # fmt: skip

if __name__ == "__main__":
    main()
