"""The reference page of reports: what words of quantity stand for, and which numbers a report may state."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Table = Callable[[Iterable[str], Iterable[Iterable[object]]], str]


def report_words(table: Table) -> str:
    """Every word of quantity with its shares, every number of an inspection, and the plain versions."""
    from joint_inspection.reports.facts import TITLES
    from joint_inspection.reports.settings import report_settings

    settings = report_settings()
    text = f"# Words and numbers of reports\n\n## Words of quantity\n\n{settings.quantities.setting}\n\n"
    rows = [(", ".join(f"*{word}*" for word in each.says), each.in_words) for each in settings.quantities.words]
    text += table(["words", "share"], rows)
    text += "\n## Numbers about an inspection\n\nThose in bold are stated in every report.\n\n"
    stated = settings.inspection.stated
    text += table(["name", "what"], [(f"**`{n}`**" if n in stated else f"`{n}`", says) for n, says in TITLES.items()])
    for title, version in (("Plain summary", settings.plain.summary), ("For children", settings.plain.children)):
        text += f"\n## {title}\n\nReads easily at {version.reading_age}, by the formula of Coleman and Liau.\n\n"
        text += table(["part", "title"], [(f"`{part.id}`", part.title) for part in version.parts])
    return text
