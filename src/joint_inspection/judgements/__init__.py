"""What do the single judgements lead to, how sure is that, and how far do those who judged agree?"""

from joint_inspection.judgements.combine import combine
from joint_inspection.judgements.flips import Flip, flips
from joint_inspection.judgements.model import Grades, Judged, Proposal
from joint_inspection.judgements.others import every_policy

__all__ = ["Flip", "Grades", "Judged", "Proposal", "combine", "every_policy", "flips"]
