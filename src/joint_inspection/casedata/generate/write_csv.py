"""How do invented lists become a folder of comma-separated values? Block by block, as fast as they can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from joint_inspection.casedata.generate.columns import Column, Rows, Words
from joint_inspection.casedata.generate.records import cell_words, day_texts, file_name, headings
from joint_inspection.casedata.generate.slips import Pages
from joint_inspection.frameworks.model.content import DataField
from joint_inspection.frameworks.requests import RequestedList

if TYPE_CHECKING:
    import pyarrow as pa


class Writer(Protocol):
    """What takes the lists of one block after the other."""

    def add(self, pages: Pages) -> None:
        """Write the lists of a block after those before."""


class _Folder:
    def __init__(self, files: Mapping[str, Any], asked: Sequence[RequestedList]) -> None:
        self.files, self.asked = files, asked

    def add(self, pages: Pages) -> None:
        """Write the lists of a block after those before."""
        for each in self.asked:
            name = each.list.id
            self.files[name].write_table(as_text(pages.lists[name], each, pages.written[name]))


@contextmanager
def csv_folder(folder: Path, asked: Sequence[RequestedList]) -> Iterator[Writer]:
    """A folder with one file a list, each with its heading."""
    import pyarrow as pa
    import pyarrow.csv as csv

    folder.mkdir(parents=True)
    with ExitStack() as stack:
        files = {}
        for each in asked:
            schema = pa.schema([(title, pa.string()) for title in headings(each)])
            files[each.list.id] = stack.enter_context(csv.CSVWriter(folder / file_name(each), schema))
        yield _Folder(files, asked)


def as_text(part: Rows, asked_for: RequestedList, written: Mapping[str, Mapping[int, str]]) -> pa.Table:
    """The rows as text, one column for each that was asked for."""
    import pyarrow as pa

    columns = [
        _written_over(_text(part.columns[each.id], each), written.get(each.id, {})) for each in asked_for.list.fields
    ]
    return pa.Table.from_arrays(columns, names=list(headings(asked_for)))


def _text(column: Column, field: DataField) -> pa.Array:
    import pyarrow as pa

    if isinstance(column, Words):
        said = cell_words(field) or {word: word for word in column.of}
        texts = pa.array([said[word] for word in column.of], pa.string())
        return _looked_up(texts, column.at, blank=column.at < 0)
    if field.type == "date":
        return _dates(column.astype(np.float64))
    blank = column < 0 if column.dtype == np.int64 else np.isnan(column)
    whole = np.where(blank, 0, column).astype(np.int64)
    return pa.array(whole, mask=blank).cast(pa.string())


def _dates(days: Any) -> pa.Array:
    first, texts = _day_texts()
    blank = np.isnan(days)
    return _looked_up(texts, np.where(blank, first, days).astype(np.int64) - first, blank=blank)


@cache
def _day_texts() -> tuple[int, pa.Array]:
    import pyarrow as pa

    first, texts = day_texts()
    return first, pa.array(texts, pa.string())


def _looked_up(said: pa.Array, at: Any, *, blank: Any) -> pa.Array:
    import pyarrow as pa

    return said.take(pa.array(np.where(blank, 0, at), mask=blank))


def _written_over(column: pa.Array, cells: Mapping[int, str]) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not cells:
        return column
    rows = sorted(cells)
    mask = np.zeros(len(column), dtype=bool)
    mask[rows] = True
    texts = pa.array([cells[row] or None for row in rows], pa.string())
    return pc.replace_with_mask(column, pa.array(mask), texts)
