"""Is a draw what it says: these lists, this secret, these children? Drawn again, and compared byte by byte."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from joint_inspection.errors import NotPossible, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.sampling.document import Drawn, Order, as_bytes, carry_out, read_bytes, read_order
from joint_inspection.sampling.population import read_population
from joint_inspection.sampling.seal import digest_of


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a draw is what it says, in one sentence."""

    same: bool
    says: str


def draw_lists(path: Path, order: Order) -> Drawn:
    """Carry out an order with lists."""
    framework = find(order.framework)
    return carry_out(order, read_population(path, framework=framework, of_theme=order.theme, on=order.on), framework)


def verify(file: Path, path: Path) -> Verdict:
    """Draw again from the lists as a file says, and compare every byte."""
    content = read_bytes(file)
    order, is_whole = read_order(content, file=str(file))
    if not is_whole:
        return Verdict(same=False, says="The file was changed after the draw: its digest is another")
    if digest_of(path) != order.lists:
        return Verdict(same=False, says="These are not the lists that were drawn from: their digest is another")
    try:
        again = as_bytes(draw_lists(path, order))
    except NotPossible as error:
        raise invalid("file", f"This draw cannot be repeated: {error}", file=str(file)) from None
    if again != content:
        return Verdict(same=False, says="Drawn again from these lists, the document is another")
    return Verdict(same=True, says="Drawn again from these lists, the same children were chosen, byte for byte")
