"""How likely are two records of one child? By shared numbers for certain, else by names, birth date and postcode.

The probabilistic part is Splink's (Fellegi and Sunter's model): how much more often two things agree among records of
one child than among records of two. What happens by chance alone is estimated from the records themselves; how often
records of one child differ is a setting.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from joint_inspection.casedata.link.identities import NAMES, NUMBERS, Identity, Key

ENOUGH = 1000
"""Records from which what happens by chance can be estimated; for fewer, settings stand in."""
SUREST = 0.999999
"""Names alone never make certain; a shared number does."""
FOUND_EXACTLY = 0.7
"""The share of records of one child that agree in every name and the birth date (a setting)."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Pair:
    """Two records that may be of one child."""

    one: Key
    other: Key
    probability: float
    unlike: bool = False
    """Whether the forenames are unlike: brothers and sisters agree in much else, twins in all else."""


def pairs(identities: Sequence[Identity], *, least: float) -> tuple[Pair, ...]:
    """Every pair of records of two agencies that is at least so likely of one child, the likeliest first."""
    certain = {(pair.one, pair.other): pair for pair in _by_number(identities)}
    likely = (pair for pair in _by_names(identities, least=least) if (pair.one, pair.other) not in certain)
    return tuple(sorted((*certain.values(), *likely), key=lambda p: (-p.probability, p.one, p.other)))


def _by_number(identities: Sequence[Identity]) -> Iterator[Pair]:
    for name in NUMBERS:
        same: dict[str, list[Key]] = defaultdict(list)
        for each in identities:
            if name in each.said:
                same[each.said[name]].append(each.key)
        for keys in same.values():
            for one, other in combinations(sorted(keys), 2):
                yield Pair(one=one, other=other, probability=1.0)


def _by_names(identities: Sequence[Identity], *, least: float) -> Iterator[Pair]:
    """Splink's predictions. Tables stay in memory: nothing about a child is written to disk."""
    agencies = sorted({each.agency for each in identities})
    if len(agencies) < 2:
        return
    import duckdb
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(connection=duckdb.connect(":memory:", config={"temp_directory": "", "threads": 2}))
    tables = [_table([each for each in identities if each.agency == agency]) for agency in agencies]
    data = [api.register(table, dataset_display_name=name) for name, table in zip(agencies, tables, strict=True)]
    many = len(identities) >= ENOUGH
    linker = Linker(data, _settings(_expected(identities, agencies), rarity=many), log_level=logging.CRITICAL)
    if many:
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    found = linker.inference.predict(threshold_match_probability=least).as_duckdbpyrelation()
    columns = "source_dataset_l, id_l, source_dataset_r, id_r, match_probability, gamma_forename"
    for agency, identifier, other_agency, other, probability, level in found.select(columns).fetchall():
        one, two = sorted([(agency, identifier), (other_agency, other)])
        yield Pair(one=one, other=two, probability=min(float(probability), SUREST), unlike=level == 0)


def _table(identities: Sequence[Identity]) -> Any:
    import pyarrow as pa

    columns: dict[str, list[str | None]] = {"id": [each.id for each in identities]}
    columns |= {name: [each.said.get(name) for each in identities] for name in NAMES}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


def _expected(identities: Sequence[Identity], agencies: Sequence[str]) -> float:
    """The share of all pairs of two agencies that are of one child, from those that agree in everything."""
    same: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in identities:
        if {"forename", "surname", "born"} <= set(each.said):
            same[each.said["forename"], each.said["surname"], each.said["born"]].add(each.agency)
    exact = sum(len(names) * (len(names) - 1) // 2 for names in same.values())
    sizes = [sum(each.agency == agency for each in identities) for agency in agencies]
    return min(0.1, max(1.0, exact / FOUND_EXACTLY) / sum(a * b for a, b in combinations(sizes, 2)))


def _settings(expected: float, *, rarity: bool) -> Any:
    """What is compared. Of each list the first is full agreement, the last none: among one child, and by chance.

    With ``rarity`` agreement in a rare name counts for more; few records cannot tell which names are rare.
    """
    import splink.comparison_library as compare
    from splink import SettingsCreator, block_on

    def alike(name: str, one_child: list[float], by_chance: list[float]) -> Any:
        return compare.JaroWinklerAtThresholds(name, [0.92, 0.8]).configure(
            term_frequency_adjustments=rarity, m_probabilities=one_child, u_probabilities=by_chance
        )

    born = compare.DamerauLevenshteinAtThresholds("born", [1, 2]).configure(
        m_probabilities=[0.94, 0.03, 0.02, 0.01], u_probabilities=[0.0003, 0.004, 0.03, 0.9657]
    )
    sex = compare.ExactMatch("sex").configure(m_probabilities=[0.98, 0.02], u_probabilities=[0.5, 0.5])
    postcode = compare.ExactMatch("postcode").configure(
        term_frequency_adjustments=rarity, m_probabilities=[0.85, 0.15], u_probabilities=[0.02, 0.98]
    )
    return SettingsCreator(
        link_type="link_only", unique_id_column_name="id", probability_two_random_records_match=expected,
        blocking_rules_to_generate_predictions=[
            block_on("born"), block_on("surname", "forename"), block_on("surname", "postcode"),
            block_on("forename", "postcode"), block_on("substr(surname, 1, 3)", "substr(born, 1, 4)", "postcode"),
        ],
        comparisons=[
            alike("forename", [0.86, 0.05, 0.06, 0.03], [0.005, 0.005, 0.02, 0.97]),
            alike("surname", [0.89, 0.05, 0.02, 0.04], [0.002, 0.005, 0.02, 0.973]),
            born, sex, postcode,
        ],
    )  # fmt: skip
