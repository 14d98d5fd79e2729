"""``joint-inspection casedata link``: one child, many records; where they are held, before anything is sent."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from pathlib import Path

    from joint_inspection.casedata.link.link import Result


def add_verbs(verbs: Any) -> None:
    """Add the verb."""
    parser = add_verb(
        verbs, "link", link, "Find the records of one child at several agencies, and give it a pseudonym."
    )
    parser.add_argument(
        "identities", nargs="?", metavar="DIR", help="a folder with identities_AGENCY.csv of each agency"
    )
    parser.add_argument("--new-key", metavar="KEY", help="only make the key of this inspection, in a new file")
    parser.add_argument("--key", metavar="KEY", help="the key of this inspection")
    parser.add_argument("--controller", default="", metavar="NAME", help="the data controller who answers for it")
    parser.add_argument("--lawful-basis", default="", metavar="TEXT", help="the law or agreement that allows it")
    parser.add_argument("--out", metavar="DIR", help="a new folder for pseudonyms, pairs to review and lists")
    parser.add_argument("--lists", metavar="PATH", help="lists to write again with pseudonyms")
    parser.add_argument("--decisions", metavar="FILE", help="what people decided about doubtful pairs")
    parser.add_argument("--link-at", type=float, default=0.95, metavar="P", help="joined from here on (default 0.95)")
    parser.add_argument("--review-from", type=float, default=0.5, metavar="P", help="reviewed from here (default 0.5)")
    parser.add_argument("--truth", metavar="FILE", help="who is who among invented children, to score the linkage")


def link(options: argparse.Namespace) -> None:
    """Make a key, or link and write."""
    from pathlib import Path

    if options.new_key:
        _make_key(Path(options.new_key), as_json=options.json)
        return
    _check_given(options)
    result = _link(options)
    document = {**result.about, "out": options.out, **_score(result, options.truth)}
    if options.json:
        print_json(document)
        return
    print(f"{sum(result.about['records'].values())} records of {len(result.about['records'])} agencies are of "
          f"{result.about['children']} children; {result.about['known_to_several']} are known to several")  # fmt: skip
    if "score" in document:
        print(f"Precision {document['score']['precision']:.4f}, recall {document['score']['recall']:.4f}")
    if result.about["to_review"]:
        say(f"{result.about['to_review']} pairs are doubtful: open {options.out}/review.html, then run again with "
            "--decisions")  # fmt: skip


def _make_key(path: Path, *, as_json: bool) -> None:
    from joint_inspection.secret_files import new_secret

    new_secret(path)
    print_json({"key": path}) if as_json else say(f"{path} is the key of one inspection: destroy it when that ends")


def _check_given(options: argparse.Namespace) -> None:
    from joint_inspection.errors import InvalidInput, Problem

    needed = {"DIR": options.identities, "--key": options.key, "--out": options.out}
    missing = [Problem(where=name, says=f"Give {name}") for name, value in needed.items() if not value]
    if missing:
        raise InvalidInput(missing)


def _link(options: argparse.Namespace) -> Result:
    from datetime import UTC, datetime
    from pathlib import Path

    from joint_inspection.casedata.link.link import Terms, link
    from joint_inspection.secret_files import read_secret

    terms = Terms(
        controller=options.controller, lawful_basis=options.lawful_basis, on=datetime.now(tz=UTC).date(),
        link_at=options.link_at,
        review_from=options.review_from,
    )  # fmt: skip
    return link(
        Path(options.identities), key=read_secret(Path(options.key), made_by="casedata link --new-key"), terms=terms,
        out=Path(options.out), decisions=Path(options.decisions) if options.decisions else None,
        lists=Path(options.lists) if options.lists else None,
    )  # fmt: skip


def _score(result: Result, truth: str | None) -> dict[str, Any]:
    if truth is None:
        return {}
    from pathlib import Path

    from joint_inspection.casedata.link.groups import score
    from joint_inspection.casedata.link.link import read_truth

    return {"score": score(result.linked.children, read_truth(Path(truth)))}
