"""Who may write and read evidence? Those who sit on the inspection; a sector adviser for what is their own."""

import rules

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.rules import has_role, is_inspector
from joint_inspection_web.casedata.rules import sits_on_it
from joint_inspection_web.evidence.models import Note
from joint_inspection_web.inspections.rules import advises_it, leads_it, may_know_of_it

is_adviser = has_role(Role.SECTOR_ADVISER) | has_role(Role.SECTOR_ADVISER, in_inspectorate=False)
writes_evidence = is_inspector | is_adviser
"""Whoever could have a seat with a notebook."""


@rules.predicate
def wrote_it(user: Person, note: Note) -> bool:
    return note.author_id == user.pk


@rules.predicate
def is_outside_boxes(user: Person, note: Note) -> bool:
    """It lies in no box, or in the box of the person's own inspectorate."""
    return not note.box or note.box in user.organisation_codes


@rules.predicate
def is_on_its_team(user: Person, note: Note) -> bool:
    return (may_know_of_it & sits_on_it).test(user, note.inspection)


@rules.predicate
def advises_on_it(user: Person, note: Note) -> bool:
    return (may_know_of_it & advises_it).test(user, note.inspection)


may_write = may_know_of_it & (sits_on_it | advises_it)
may_read = may_write
may_see_structure = is_outside_boxes & (is_on_its_team | (advises_on_it & wrote_it))
"""Criterion, agency, method, direction: for the team, without asking for words. An adviser reads their own alone."""


@rules.predicate
def is_by_adviser(user: Person, note: Note) -> bool:
    return note.by_adviser


may_change = is_outside_boxes & ((wrote_it & (is_on_its_team | advises_on_it)) | (is_on_its_team & ~is_by_adviser))
"""Correct, bring together, withdraw: anybody on the team; what an adviser wrote stays the adviser's."""
may_see_openings = may_know_of_it & sits_on_it & leads_it
