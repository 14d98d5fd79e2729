"""Who asks people, reads what came back, and answers? The team asks and reads; the lead opens surveys and answers."""

from joint_inspection_web.casedata.rules import is_its_officer
from joint_inspection_web.inspections.rules import leads_it, may_know_of_it, sits_on_it

may_hear = may_know_of_it & sits_on_it
"""Meet people, record whether they agree, enter sheets, read what came back, note it as evidence: no agency sees it."""
may_ask = may_know_of_it & leads_it
may_offer = is_its_officer
"""Name a meeting of one's own agency that inspectors can watch."""
