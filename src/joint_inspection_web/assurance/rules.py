"""Who asks for quality assurance, who answers, who rates a second time, and who looks across inspections?"""

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.rules import is_inspector, is_quality_assurance
from joint_inspection_web.assurance.models import Query, SecondRater
from joint_inspection_web.inspections.rules import assures_it, may_know_of_it, sits_on_it

could_query = is_inspector | is_quality_assurance
may_ask = may_know_of_it & assures_it
may_answer = may_know_of_it & sits_on_it
may_read_queries = may_ask | may_answer
could_rate = is_inspector | is_quality_assurance
may_draw = is_quality_assurance
"""Draw inspections for a second rating, and look across inspections: nobody else ever sees how anybody leans."""
may_name_rater = may_know_of_it & is_quality_assurance


@rules.predicate
def asked_it(user: Person, query: Query) -> bool:
    return query.by_id == user.pk


@rules.predicate
def rates_it(user: Person, rater: SecondRater) -> bool:
    """The person named last, and nobody else."""
    return rater.person_id == user.pk and rater.drawn.raters.last() == rater
