"""Who may learn what is coming? Planners, and nobody else."""

import rules

from joint_inspection_web.accounts.rules import is_planner

rules.add_perm("programmes.see", is_planner)
