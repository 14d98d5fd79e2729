"""How is a part of a workbook read as XML, whoever wrote it?"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from joint_inspection.casedata.read.package import Package

Start = Callable[[str, dict[str, str]], None]


def parse(
    package: Package,
    part: str,
    start: Start,
    *,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    separator: str | None = None,
    watch: Callable[[expat.XMLParserType], None] | None = None,
) -> None:
    """Go through one part as XML; a document type, which could blow it up, is refused.

    With a ``separator`` names come whole, the namespace before it; ``watch`` is handed the parser.
    """
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    if watch:
        watch(parser)

    def refuse(*_: object) -> None:
        raise package.damaged()

    parser.StartDoctypeDeclHandler = refuse
    try:
        for piece in package.pieces(part):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise package.damaged() from None


def local(tag: str) -> str:
    """The name without its prefix."""
    return tag.rpartition(":")[2]
