"""Who reads beforehand and follows lines of enquiry? The inspectors on the team; the lead ends them unanswered."""

from joint_inspection_web.inspections.rules import leads_it, may_know_of_it, sits_on_it

may_enquire = may_know_of_it & sits_on_it
may_end_unanswered = may_know_of_it & leads_it
"""Drop a line, carry it on to the next inspection, open it again."""
