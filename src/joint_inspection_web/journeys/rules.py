"""Who may see the children of an inspection: those who sit on it. Who may see who looked: those who lead it."""

from joint_inspection_web.casedata.rules import may_open, sits_on_it
from joint_inspection_web.inspections.rules import leads_it, may_know_of_it

may_see_children = may_open
may_see_openings = may_know_of_it & sits_on_it & leads_it
