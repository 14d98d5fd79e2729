"""Is a programme sound that begins under one framework and ends under the next?"""

from collections import Counter
from datetime import date

import pytest

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection.programmes.check import check
from joint_inspection.programmes.plan import plan, world_for
from joint_inspection.programmes.settings import load_settings


@pytest.mark.slow
def test_a_late_visit_of_the_old_framework_takes_the_first_of_the_new_with_it():
    """Some single inspections of 2016 are planned a year late: what would have followed them is then not asked for."""
    world = world_for(
        start=date(2016, 6, 1), years=2, register=load_register(), frameworks=published(),
        outcomes=load_outcomes().all, settings=load_settings(),
    )  # fmt: skip
    made = plan(world, seed=1, time_limit=20)
    assert check(made.programme, world=world) == ()
    assert {"sif@2013", "ilacs@2018"} <= set(Counter(visit.framework for visit in made.programme.visits))
    assert made.solution.bound <= made.solution.objective
