"""Who may send lists, open them, hold them or see them destroyed?"""

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.rules import is_data_protection_officer
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.inspections.rules import advises_it, leads_it, may_know_of_it, sits_on_it, speaks_for


@rules.predicate
def is_its_officer(user: Person, body: Body) -> bool:
    """The nominated officer of this agency, who may know of the inspection."""
    return body.code in speaks_for(user) and may_know_of_it.test(user, body.inspection)


@rules.predicate
def may_handle(user: Person, upload: Upload) -> bool:
    """Send again, read, accept or withdraw: the agency that sent it, and nobody else."""
    return is_its_officer.test(user, upload.body)


may_send = is_its_officer
may_follow = may_know_of_it & ~advises_it
"""See how far lists and sample are: whoever may know of the inspection, but no adviser from the sector."""
may_open = may_know_of_it & sits_on_it
may_keep = is_data_protection_officer
"""Place and lift holds, ask for destruction."""


@rules.predicate
def may_confirm(user: Person, inspection: Inspection) -> bool:
    """Confirm a destruction that somebody else asked for."""
    return is_data_protection_officer.test(user) or (leads_it & may_know_of_it).test(user, inspection)


rules.add_perm("casedata.keep", may_keep)
