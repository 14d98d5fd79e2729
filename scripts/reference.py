"""Write the reference pages of the documentation from the code itself."""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from reference_data import areas_and_outcomes
from reference_events import events
from reference_evidence import evidence_rules
from reference_follow_up import duties, follow_up_rules
from reference_indicators import indicators
from reference_journeys import clocks, questions
from reference_judgements import judgement_policies
from reference_lists import list_rules
from reference_reports import report_words

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "reference"


def main() -> None:
    """Write every generated page."""
    pages = {
        "command-line": command_line(),
        "frameworks": frameworks(),
        "framework-file": framework_file(),
        "framework-checks": framework_checks(),
        "areas-and-outcomes": areas_and_outcomes(),
        "events": events(table),
        "list-rules": list_rules(table),
        "evidence-rules": evidence_rules(table),
        "indicators": indicators(table),
        "judgement-policies": judgement_policies(table),
        "duties": duties(table),
        "follow-up-rules": follow_up_rules(table),
        "report-words": report_words(table),
        "questions": questions(table),
        "clocks": clocks(table),
        "programme-rules": programme_rules(),
        "programme-settings": programme_settings(),
        "routes": routes(),
        "who-sees-what": who_sees_what(),
        "stages": stages(),
    }
    for name, text in pages.items():
        (OUT / f"{name}.md").write_text(text, encoding="utf-8")


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    headings = list(headings)
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    lines += ["| " + " | ".join(cell(each) for each in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(value: object) -> str:
    """One cell: no line breaks, no bars."""
    return str("" if value is None else value).replace("|", "\\|").replace("\n", " ")


def command_line() -> str:
    """Every noun and verb with its help."""
    from joint_inspection.cli import NOUNS, build_parser

    text = "# Command line\n\n" + (inspect.getdoc(__import__("joint_inspection.cli").cli) or "") + "\n"
    for noun, says in NOUNS.items():
        text += f"\n## {noun}\n\n{says.capitalize()}.\n"
        for verb, parser in verbs(build_parser(noun), noun):
            parser.prog = f"joint-inspection {noun} {verb}"
            text += f"\n### {noun} {verb}\n\n```text\n{parser.format_help().strip()}\n```\n"
    return text


def verbs(parser: argparse.ArgumentParser, noun: str) -> list[tuple[str, argparse.ArgumentParser]]:
    """The verbs of a noun with their parsers."""
    return list(choices(choices(parser)[noun]).items())


def choices(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers below a parser, by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def frameworks() -> str:
    """The published frameworks with their sources and frequency rules."""
    from joint_inspection.frameworks.load import published

    every = published()
    text = "# Published frameworks\n\n" + table(
        ["framework", "title", "status", "in force", "lead"],
        [
            (f"[{f.ref}](#{anchor(f.ref)})", f.title, f.status.replace("_", " "), span(f), f.inspectorates.lead)
            for f in every
        ],
    )
    for f in every:
        text += f"\n## {f.ref}\n\n{f.title}. {f.summary.strip()}\n\n"
        text += table(
            ["rule", "what is due", "from"],
            [(f"`{r.id}`", r.says, ", ".join(r.source_ids) or f"setting: {r.setting}") for r in f.cycle.frequency],
        )
        text += "\n" + table(
            ["source", "what", "trust"],
            [(s.id, f"[{s.title}]({s.url})" if s.url else s.title, s.confidence) for s in f.sources],
        )
    return text


def framework_checks() -> str:
    """Every rule of the check beyond shape."""
    from joint_inspection.frameworks.check import RULES

    rows = [(rule.__name__.replace("_", " "), first_sentence(rule)) for rule in RULES]
    return (
        "# What the framework check looks for\n\n`joint-inspection frameworks check` first reads the file strictly "
        "(see [the framework file](framework-file.md)), then tries every one of these rules.\n\n"
        + table(["rule", "what it says"], rows)
    )


def programme_rules() -> str:
    """Every rule that a programme is checked against."""
    from joint_inspection.programmes.check import RULES

    rows = [(f"`{name}`", first_sentence(rule)) for name, rule in RULES.items()]
    return (
        "# The rules of a programme\n\n`joint-inspection programme check` lists every breach of these rules. It is "
        "written apart from the solver.\n\n" + table(["rule", "what it says"], rows)
    )


def programme_settings() -> str:
    """The planner's defaults, as they stand in the file."""
    text = (ROOT / "src/joint_inspection/programmes/settings.yaml").read_text(encoding="utf-8")
    return (
        "# The planner's settings\n\nThe defaults, each with its reason. Give your own with "
        f"`joint-inspection programme plan --settings FILE`.\n\n```yaml\n{text}```\n"
    )


def routes() -> str:
    """Who gets what from every address: the table that the tests hold the service to."""
    sys.path.insert(0, str(ROOT / "tests"))
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joint_inspection_web.settings")
    os.environ.setdefault("SECRET_KEY", "for reading the addresses only")
    django.setup()
    from web.routes import ROUTES, VISITORS

    rows = [(f"`{name}`", *(row.statuses[visitor] for visitor in VISITORS)) for name, row in ROUTES.items()]
    return (
        "# Addresses and roles\n\nWhat each visitor gets from each address, for something that does not exist where "
        "the address names one. 200: the page. 302: sent on, to sign in if need be. 403: refused. 404: nothing there, "
        "or nothing to be seen. 405: takes a form only. Tests hold the service to this table; an address without a row "
        "fails.\n\n" + table(["address", *(visitor.replace("_", " ") for visitor in VISITORS)], rows)
    )


def who_sees_what() -> str:
    """Who is let in where, at which stages: from the table that the tests hold the service to."""
    from web import stages

    told = [name for name in stages.PATHS if name not in ("in the vault", "planned")]
    found = stages.read()
    text = (
        "# Who sees what of an inspection\n\nWho is let in at every address about one inspection, by what they are to "
        "it and by its stage. Being let in is not yet being able: the wrong stage is explained, an empty form is "
        "refused with advice. *Once told*: at every stage after the area was told. *Always*: before that too, outside "
        "the vault. *Named*: in the vault too, for who is named. An empty cell: never. Tests hold the service to this "
        "table.\n"
    )
    for app, names in grouped(dict.fromkeys(key[0] for key in found)).items():
        rows = []
        for name in names:
            let_in = {v: [s for (n, _, w, s), got in found.items() if (n, w) == (name, v) and got in stages.LETS_IN]
                      for v in stages.VIEWERS}  # fmt: skip
            rows.append((f"`{name}`", *(when(let_in[v], told=told, every=list(stages.PATHS)) for v in stages.VIEWERS)))
        text += f"\n## {app}\n\n" + table(["address", *stages.VIEWERS], rows)
    return text


def grouped(names: Iterable[str]) -> dict[str, list[str]]:
    """Addresses by the part of the service that they belong to."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.partition(":")[0].replace("_", " "), []).append(name)
    return found


def when(stages_in: list[str], *, told: list[str], every: list[str]) -> str:
    """At which stages somebody is let in, in few words."""
    kept = [stage for stage in every if stage in stages_in]
    if kept == every:
        return "named"
    if kept == every[1:]:
        return "always"
    return "once told" if kept == told else ", ".join(kept)


def stages() -> str:
    """The stages of an inspection, drawn from the table that the service itself goes by."""
    from joint_inspection_web.inspections.drawing import stages_picture, stages_rows

    (OUT / "stages.svg").write_text(str(stages_picture()), encoding="utf-8")
    return "# Stages of an inspection\n\n![The stages and what leads from one to the next](stages.svg)\n\n" + table(
        ["stage", "what may follow"], stages_rows()
    )


def first_sentence(rule: object) -> str:
    """The first paragraph of a docstring."""
    return " ".join((inspect.getdoc(rule) or "").split("\n\n")[0].split())


def anchor(heading: str) -> str:
    """The anchor that a heading gets."""
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def span(framework: object) -> str:
    """First and last day in force, in words."""
    force = framework.in_force  # type: ignore[attr-defined]
    return f"{force.start or 'never'} to {force.end or 'now'}" if force.start else "never"


def framework_file() -> str:
    """Every block of a framework file with its keys, from the model's own docstrings."""
    import joint_inspection.frameworks.model as model

    text = "# The framework file\n\n" + (inspect.getdoc(model) or "") + "\n"
    for name in model.__all__:
        block = getattr(model, name)
        if not (inspect.isclass(block) and issubclass(block, model.Value)) or block in (model.Value, model.Cited):
            continue
        notes = attribute_docs(block)
        rows = [
            (f"`{field.alias or key}`", "yes" if field.is_required() else "", kind(block, key), notes.get(key, ""))
            for key, field in block.model_fields.items()
        ]
        text += f"\n## {name}\n\n{inspect.getdoc(block)}\n\n" + table(["key", "needed", "type", "meaning"], rows)
    return text


def kind(block: type, key: str) -> str:
    """The type of a key as the model writes it."""
    for owner in block.__mro__:
        if key in (written := inspect.get_annotations(owner)):
            return f"`{written[key]}`"
    return ""


def named(statement: ast.stmt) -> str | None:
    """The attribute that a statement of a class gives a type or a value to, if it does."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return targets[0].id if isinstance(targets[0], ast.Name) else None


def attribute_docs(block: type) -> dict[str, str]:
    """The docstring below each attribute, of the class and those it inherits from."""
    notes: dict[str, str] = {}
    for owner in reversed(block.__mro__):
        if not owner.__module__.startswith("joint_inspection"):
            continue
        (tree,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(owner))).body
        body = tree.body  # type: ignore[attr-defined]
        for before, after in pairwise(body):
            name = named(before)
            if name and isinstance(after, ast.Expr):
                notes[name] = " ".join(str(ast.literal_eval(after.value)).split())
    return notes


if __name__ == "__main__":
    main()
