"""The command line: ``joint-inspection NOUN VERB …``, one module a noun, loaded only when it is used.

Exit codes: 0 done and nothing wrong · 10 the input has problems, all listed · 11 not possible at this stage or on this
machine · 12 not allowed · 2 wrong usage. With ``--json`` standard output holds one JSON document and nothing else.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterable, Sequence

from joint_inspection import __version__
from joint_inspection.cli.output import print_problems
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem

NOUNS = {
    "frameworks": "what is inspected, and how it is judged",
    "areas": "who is inspected",
    "outcomes": "what past inspections found",
    "programme": "who is inspected when",
    "casedata": "child-level lists: made, read, checked",
    "journeys": "what happened to children, and how long it took",
    "sampling": "whose cases are read: a sealed draw",
    "indicators": "what numbers about services stand for, and which way is better",
    "judgements": "what single grades lead to, and how far people agree",
    "inspection": "one inspection: its timetable, its file, its history",
    "record": "a whole inspection as a file: verified, and its report in every format",
    "statements": "what areas were asked to answer, by whom and by when",
}

OK, PROBLEMS, NOT_POSSIBLE, NOT_ALLOWED, USAGE = 0, 10, 11, 12, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    noun = next((word for word in arguments if not word.startswith("-")), None)
    parser = build_parser(noun)
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help(sys.stderr)
        return USAGE
    return run(options)


def run(options: argparse.Namespace) -> int:
    """Run a parsed command; turn the library's own errors into messages and exit codes."""
    try:
        return int(options.run(options) or OK)
    except InvalidInput as error:
        return _tell(error.problems, PROBLEMS, options)
    except NotPossible as error:
        return _tell([Problem(where="", says=str(error))], NOT_POSSIBLE, options)
    except NotAllowed as error:
        return _tell([Problem(where="", says=str(error))], NOT_ALLOWED, options)
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except ImportError as error:
        if error.name is None or error.name.startswith(__package__.partition(".")[0]):
            raise
        says = f"This needs {error.name}, which is missing or broken on this machine ({error}); install it"
        return _tell([Problem(where="", says=says)], NOT_POSSIBLE, options)
    except OSError as error:
        says = f"The file cannot be read or written here ({error.strerror}); give another, or make room for it"
        return _tell([Problem(where="", says=says, file=error.filename)], PROBLEMS, options)
    except KeyboardInterrupt:
        print("Interrupted; nothing half-written was kept.", file=sys.stderr)
        return 130


def _tell(problems: Iterable[Problem], code: int, options: argparse.Namespace) -> int:
    print_problems(problems, as_json=options.json)
    return code


def build_parser(noun: str | None) -> argparse.ArgumentParser:
    """The parser; only the module of the noun asked for is loaded."""
    parser = argparse.ArgumentParser(prog="joint-inspection", description="Joint inspection of children's services.")
    parser.add_argument("--version", action="version", version=__version__)
    nouns = parser.add_subparsers(metavar="NOUN")
    for name, says in NOUNS.items():
        sub = nouns.add_parser(name, help=says, description=says.capitalize() + ".")
        if name == noun:
            verbs = sub.add_subparsers(metavar="VERB", required=True)
            importlib.import_module(f"joint_inspection.cli.{name}").add_verbs(verbs)
    return parser
