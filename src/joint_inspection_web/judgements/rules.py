"""Who judges? The inspectors on the team; its lead asks for views and writes down what is decided."""

from joint_inspection_web.accounts.rules import is_inspector, is_quality_assurance
from joint_inspection_web.inspections.rules import assures_it, leads_it, may_know_of_it, sits_on_it

could_judge = is_inspector | is_quality_assurance
may_judge = may_know_of_it & sits_on_it
"""Give views, and read the words of others once they are revealed."""
may_see_judging = may_know_of_it & (sits_on_it | assures_it)
"""See the policy, and after the reveal who thinks what; quality assurance reads no words about children."""
may_decide = may_know_of_it & leads_it
"""Ask for first views, wait for one no longer, write down what is decided."""
