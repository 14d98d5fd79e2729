"""From identity files to pseudonyms: compared, decided, grouped, and written where the records are held."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from joint_inspection.casedata.link.compare import pairs
from joint_inspection.casedata.link.groups import Linked, group
from joint_inspection.casedata.link.identities import Identity, Key, read_identities
from joint_inspection.casedata.link.lists import Rewritten, rewrite
from joint_inspection.casedata.link.pseudonyms import of_agency, pseudonyms
from joint_inspection.casedata.link.review import read_decisions, review_page, review_table
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.secret_files import write_private
from joint_inspection.tables import read_table


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Who answers for the linkage, on which legal ground, and how sure it has to be."""

    controller: str
    lawful_basis: str
    on: date
    link_at: float = 0.95
    review_from: float = 0.5

    def check(self) -> None:
        """Raise InvalidInput with everything that is missing or wrong."""
        problems = [
            Problem(where=where, says=says)
            for where, says, text in (
                ("controller", "Name the data controller who answers for this linkage", self.controller),
                ("lawful-basis", "Name the law or agreement under which records are linked", self.lawful_basis),
            )
            if not text.strip()
        ]
        if not 0 < self.review_from <= self.link_at <= 1:
            problems.append(Problem(where="link-at", says="Give 0 < review-from ≤ link-at ≤ 1"))
        if problems:
            raise InvalidInput(problems)


@dataclass(frozen=True, kw_only=True, repr=False)
class Result:
    """What a linkage found."""

    linked: Linked
    names: Mapping[Key, str]
    about: Mapping[str, Any]


def link(
    folder: Path, *, key: bytes, terms: Terms, out: Path, decisions: Path | None = None, lists: Path | None = None
) -> Result:
    """Link the records of a folder's identity files and write what each agency needs; whole or not at all."""
    terms.check()
    if out.exists():
        raise invalid("out", "Name a folder that is not there yet: nothing is overwritten", file=str(out))
    identities = {each.key: each for each in read_identities(folder)}
    said = read_decisions(decisions) if decisions else {}
    found = pairs(tuple(identities.values()), least=min(0.1, terms.review_from))
    linked = group(
        identities, found, link_at=terms.link_at, review_from=terms.review_from,
        decisions={pair: word for pair, word in said.items() if set(pair) <= set(identities)},
    )  # fmt: skip
    names = pseudonyms(linked.children, key=key)
    rewritten = rewrite(lists, names, key=key) if lists else None
    result = Result(linked=linked, names=names, about=_about(folder, identities, linked, terms, rewritten))
    _write(result, identities, rewritten, out)
    return result


def _about(
    folder: Path, identities: Mapping[Key, Identity], linked: Linked, terms: Terms, rewritten: Rewritten | None
) -> dict[str, Any]:
    """What was done, for whoever answers for it; nothing about a single child."""
    about: dict[str, Any] = {
        "controller": terms.controller.strip(), "lawful_basis": terms.lawful_basis.strip(), "on": terms.on.isoformat(),
        "link_at": terms.link_at, "review_from": terms.review_from,
        "records": dict(sorted(Counter(agency for agency, _ in identities).items())),
        "children": len(linked.children), "known_to_several": sum(len(group) > 1 for group in linked.children),
        "to_review": len(linked.review), "decided": linked.decided,
        "files": {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("identities_*.csv"))},
    }  # fmt: skip
    if rewritten:
        about["lists"] = {
            "files": sorted(rewritten.files), "rows": rewritten.rows, "left_behind": rewritten.left_behind,
            "rows_without_identity": rewritten.without_identity,
        }  # fmt: skip
    return about


def _write(result: Result, identities: Mapping[Key, Identity], rewritten: Rewritten | None, out: Path) -> None:
    try:
        draft = Path(mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    except OSError as error:
        raise invalid("out", f"Cannot write here: {error.strerror}", file=str(out)) from None
    try:
        for name, text in _files(result, identities).items():
            write_private(draft / name, text.encode())
        if rewritten:
            (draft / "lists").mkdir(mode=0o700)
            for name, text in rewritten.files.items():
                write_private(draft / "lists" / name, text.encode())
        os.rename(draft, out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _files(result: Result, identities: Mapping[Key, Identity]) -> dict[str, str]:
    agencies = sorted({agency for agency, _ in identities})
    files = {f"pseudonyms_{agency}.csv": _table(of_agency(result.names, agency)) for agency in agencies}
    files["about.json"] = json.dumps(result.about, ensure_ascii=False, indent=1) + "\n"
    if result.linked.review:
        files["review.csv"] = review_table(result.linked.review, identities)
        files["review.html"] = review_page(result.linked.review, identities)
    return files


def _table(names: Mapping[str, str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("id", "pseudonym"), *names.items()])
    return text.getvalue()


def read_truth(path: Path) -> dict[Key, str]:
    """Who is who, as the generator of invented children says."""
    return {(row["agency"], row["id"]): row["person"] for row in read_table(path, needs=("person", "agency", "id"))}
