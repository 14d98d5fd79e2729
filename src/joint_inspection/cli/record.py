"""``joint-inspection record``: one whole inspection as a file, verified, and its report in every format."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, print_problems, say

if TYPE_CHECKING:
    from joint_inspection.errors import Problem
    from joint_inspection.record import InspectionRecord
    from joint_inspection.reports.edition import Edition

PROBLEMS = 10
FORMATS = ("html", "pdf", "docx", "json")
VERSIONS = ("report", "summary", "children")
UNDER = ("framework", "kind")
"""Where a record says under what it was made: without that, nothing else can be told."""


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "verify", verify, "Check one whole inspection and its report, sentence by sentence.")
    parser.add_argument("file", metavar="FILE", type=Path, help="an inspection as JSON or YAML")
    parser = add_verb(verbs, "compose", compose_draft, "Write the record again with a draft of its report.")
    parser.add_argument("file", metavar="FILE", type=Path, help="an inspection as JSON or YAML, without a report")
    parser.add_argument("--out", required=True, metavar="FILE", type=Path, help="the record to write, as JSON")
    parser = add_verb(verbs, "report", write_report, "Write the report of an inspection; a draft where it is none yet.")
    parser.add_argument("file", metavar="FILE", type=Path, help="an inspection as JSON or YAML")
    parser.add_argument("--format", required=True, choices=FORMATS)
    parser.add_argument(
        "--version", dest="version", default="report", choices=VERSIONS, help="the report, or one of its plain versions"
    )
    parser.add_argument(
        "--out", required=True, metavar="FILE", type=Path, help="the file to write, whole or not at all"
    )
    parser = add_verb(verbs, "extract", extract, "Print the report that a page or a document carries, as JSON.")
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that `record report` wrote: .html or .docx")
    add_verb(verbs, "schema", print_schema, "Print the JSON Schema of a report.")


def verify(options: argparse.Namespace) -> int:
    """Print how much a record holds and everything wrong with it and its report."""
    record, problems = _checked(options.file)
    sentences = len(record.report.sentences) if record and record.report else 0
    items, findings = (len(record.evidence), len(record.findings)) if record else (0, 0)
    if options.json:
        print_json({"items": items, "findings": findings, "sentences": sentences, "problems": problems})
    else:
        print_problems(problems, as_json=False)
        says = f"{items:,} items of evidence, {findings:,} findings, {sentences:,} sentences of the report"
        say(f"{says}, {len(problems):,} problems")
    return PROBLEMS if problems else 0


def _checked(path: Path) -> tuple[InspectionRecord | None, tuple[Problem, ...]]:
    """A record and everything wrong with it and with its report, with lines."""
    from joint_inspection.record import check_file
    from joint_inspection.record.read import with_lines
    from joint_inspection.reports.check import check_report

    record, problems = check_file(path)
    if record is None or record.report is None or any(each.where in UNDER for each in problems):
        return record, problems
    found = check_report(record.report, record)
    return record, (*problems, *with_lines(found, content=path.read_bytes(), file=str(path)))


def _readable(path: Path) -> InspectionRecord:
    """A record under a framework that there is; raises InvalidInput otherwise."""
    from joint_inspection.errors import InvalidInput
    from joint_inspection.record import check_file

    record, problems = check_file(path)
    if record is None or any(each.where in UNDER for each in problems):
        raise InvalidInput(problems)
    return record


def compose_draft(options: argparse.Namespace) -> None:
    """Write the same record with a draft of its report."""
    from joint_inspection.errors import NotPossible
    from joint_inspection.reports.compose import compose
    from joint_inspection.secret_files import write_private

    record = _readable(options.file)
    if record.report is not None:
        raise NotPossible(
            "This record has a report already: change it sentence by sentence, so that no identifier is lost"
        )
    report = compose(record)
    made = record.model_copy(update={"report": report})
    write_private(options.out, made.model_dump_json(indent=1, exclude_defaults=True).encode())
    if options.json:
        print_json({"sentences": len(report.sentences), "digest": report.digest, "out": options.out})
    else:
        say(f"{len(report.sentences)} sentences drafted: {options.out}")


def write_report(options: argparse.Namespace) -> int:
    """Write one edition; a final report goes out only when nothing is wrong with it."""
    from joint_inspection.reports.compose import compose
    from joint_inspection.reports.edition import edition_of
    from joint_inspection.secret_files import write_whole

    record = _readable(options.file)
    if record.report is None:
        record = record.model_copy(update={"report": compose(record)})
        problems: tuple[Problem, ...] = ()
    else:
        _, problems = _checked(options.file)
    if problems and record.report and record.report.state == "final":
        print_problems(problems, as_json=options.json)
        return PROBLEMS
    edition = edition_of(record, version=options.version)
    write_whole(options.out, _as(options.format, edition))
    _tell(options, edition, problems)
    return 0


def _as(format: str, edition: Edition) -> bytes:
    """The edition in a format; a part that this machine lacks is said."""
    if format == "json":
        return edition.model_dump_json(indent=1).encode()
    if format == "html":
        from joint_inspection.reports.html import as_html

        return as_html(edition).encode()
    if format == "pdf":
        from joint_inspection.reports.pdf import as_pdf

        return as_pdf(edition)
    from joint_inspection.reports.docx import as_docx

    return as_docx(edition)


def _tell(options: argparse.Namespace, edition: Edition, problems: tuple[Problem, ...]) -> None:
    if edition.state == "draft":
        wrong = f" `record verify` lists {len(problems)} things to put right." if problems else ""
        say(f"This is a draft, and says so.{wrong}")
    told = {"format": options.format, "version": edition.version, "state": edition.state,
            "sentences": len(edition.lines), "digest": edition.digest, "out": options.out}  # fmt: skip
    if options.json:
        print_json(told)
    else:
        say(f"{len(edition.lines)} sentences: {options.out}")


def extract(options: argparse.Namespace) -> None:
    """Print the edition that a file carries, if what it shows is what it carries."""
    from joint_inspection.errors import invalid

    try:
        content = options.file.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise invalid("", "There is no such file; check the spelling of its name", file=str(options.file)) from None
    if content[:2] == b"PK":
        from joint_inspection.reports.docx import from_docx

        print_json(from_docx(content))
    else:
        from joint_inspection.reports.html import from_html

        print_json(from_html(content.decode("utf-8", errors="replace")))


def print_schema(options: argparse.Namespace) -> None:
    """Print the JSON Schema of an edition."""
    from joint_inspection.reports.edition import edition_schema

    print_json(edition_schema())
