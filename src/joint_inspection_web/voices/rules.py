"""Who opens surveys, reads what came back, and answers? The team reads; the lead opens, closes and answers."""

from joint_inspection_web.inspections.rules import leads_it, may_know_of_it, sits_on_it

may_hear = may_know_of_it & sits_on_it
"""Enter sheets, read what came back, note it as evidence. No agency sees anything of it."""
may_ask = may_know_of_it & leads_it
