"""What is a list before it is written? One array for each column, with blanks, for many children at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from joint_inspection.casedata.generate.calendar import Days
from joint_inspection.casedata.generate.chance import Flags, Picks
from joint_inspection.casedata.generate.rates import words


@dataclass(frozen=True, kw_only=True, repr=False)
class Words:
    """A column of codes or of texts that repeat: the place of each in ``of``; -1 is a blank."""

    at: Picks
    of: tuple[str, ...]

    def where(self, applies: Flags) -> Words:
        """The same with blanks where it does not apply."""
        return Words(at=np.where(applies, self.at, -1), of=self.of)

    def __getitem__(self, rows: npt.NDArray[np.int64] | Flags) -> Words:
        return Words(at=self.at[rows], of=self.of)


Column = Words | npt.NDArray[np.floating[Any]] | Picks
"""Codes and texts that repeat; days and numbers with NaN for a blank; whole numbers that are somebody's identifier."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Rows:
    """The rows of one list for one block of children, without the columns that every list has of a child."""

    list: str
    who: Picks
    """Place of the child in its block; for people who are no child of the cohort, -1."""
    columns: Mapping[str, Column]

    def those(self, rows: npt.NDArray[np.int64] | Flags) -> Rows:
        """Only these rows, in this order."""
        return Rows(list=self.list, who=self.who[rows], columns={k: v[rows] for k, v in self.columns.items()})


def rows(list_id: str, applies: Flags, **columns: Column) -> Rows:
    """One row for each child to whom the list applies, from columns with one entry a child."""
    who = np.flatnonzero(applies)
    return Rows(list=list_id, who=who, columns={name: column[who] for name, column in columns.items()})


def joined(*parts: Rows) -> Rows:
    """Several sets of rows of one list, one after the other."""
    names = parts[0].columns
    return Rows(
        list=parts[0].list,
        who=np.concatenate([part.who for part in parts]),
        columns={name: _joined([part.columns[name] for part in parts]) for name in names},
    )


def _joined(parts: list[Column]) -> Column:
    if isinstance(parts[0], Words):
        of = parts[0].of
        return Words(at=np.concatenate([part.at for part in parts if isinstance(part, Words)]), of=of)
    return np.concatenate([part for part in parts if not isinstance(part, Words)])


def picked(name: str, at: Picks) -> Words:
    """Codes of the rates, by their place there."""
    return Words(at=at, of=words(name))


def yes_no(flags: Flags) -> Words:
    """Yes or no."""
    return Words(at=np.where(flags, 0, 1), of=("yes", "no"))


def chosen(of: tuple[str, ...], **where: Flags) -> Words:
    """For each, the last word whose condition holds; else a blank. Conditions are given by the word's name."""
    at = np.full(len(next(iter(where.values()))), -1)
    for word, flags in where.items():
        at = np.where(flags, of.index(word), at)
    return Words(at=at, of=of)


def years(born: Days, on: float) -> Days:
    """Whole years from birth to ``on``."""
    day = born.astype(np.int64).astype("datetime64[D]")
    then = np.array(int(on)).astype("datetime64[D]")
    months = (then.astype("datetime64[M]") - day.astype("datetime64[M]")).astype(np.int64)
    of_month = (day - day.astype("datetime64[M]")).astype(np.int64)
    then_of_month = int((then - then.astype("datetime64[M]")).astype(np.int64))
    return np.asarray(np.floor((months - (of_month > then_of_month)) / 12))
