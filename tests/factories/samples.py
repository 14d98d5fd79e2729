"""Small populations and lists to draw from. Every child is invented."""

import csv
from datetime import date
from pathlib import Path

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import CaseSample, Framework, Quota
from joint_inspection.sampling.population import Child, Population

ON = date(2025, 6, 1)
ABOUT = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Does the Child have a Disability"]
LISTS = {
    "List 6 Children in need": [*ABOUT, "CIN Start Date", "Primary Need Code", "Allocated Team"],
    "List 8 Children in care": [*ABOUT, "Date Started to be Looked After", "Placement Location", "Allocated Team"],
    "List 9 Care leavers": [*ABOUT, "Allocated Team"],
}


def framework(
    *, tracked=(2, 4), sampled=(6, 12), strata=("sex", "team"), quotas=(), bands=(), ref="ilacs@2026"
) -> Framework:
    """A published framework with other rules about whose cases are read."""
    rules = CaseSample(
        cohort="Children of a test", tracked=tracked, sampled=sampled, strata=strata, bands=bands,
        quotas=tuple(Quota(trait=trait, at_least=number) for trait, number in quotas), setting="A test.",
    )  # fmt: skip
    return find(ref).model_copy(update={"case_sample": rules})


def population(size: int = 100, *, rare: int = 5, teams: int = 4) -> Population:
    """Children of both sexes in several teams; the first few are disabled."""
    return Population(
        framework="ilacs@2026", theme=None, on=ON,
        children=tuple(
            Child(
                id=f"C{n:05}",
                traits={
                    "sex": "female" if n % 2 else "male", "team": f"Team {n % teams}",
                    "disabled": "yes" if n < rare else "no",
                },
            )
            for n in range(size)
        ),
        untold={"placed_out_of_area": "no list that came says so"},
    )  # fmt: skip


def write_lists(folder: Path, children: int = 60) -> Path:
    """A folder with three of the council's lists."""
    folder.mkdir(parents=True, exist_ok=True)
    for place, (name, headings) in enumerate(LISTS.items()):
        rows = [_row(n, headings) for n in range(children) if place == 0 or n % (5 * place) == 0]
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headings, *rows])
    return folder


def _row(n: int, headings: list[str]) -> list[str]:
    cells = {
        "Child Unique ID": f"K{n:04}", "Gender": "Female" if n % 2 else "Male", "Ethnicity": "White British",
        "Date of Birth": f"{5 + n % 20:02}/03/{2008 + n % 16}",
        "Does the Child have a Disability": "Yes" if n % 9 == 0 else "No",
        "CIN Start Date": "07/01/2025", "Primary Need Code": "N1", "Allocated Team": f"Team {n % 3}",
        "Date Started to be Looked After": "03/02/2025", "Placement Location": "Out" if n % 4 == 0 else "In",
    }  # fmt: skip
    return [cells[heading] for heading in headings]
