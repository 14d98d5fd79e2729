"""What past inspections found."""

from joint_inspection.outcomes.load import UNDATED_LAG, Outcomes, known_from, load_outcomes
from joint_inspection.outcomes.model import Outcome, OverallState, Unplaced

__all__ = ["UNDATED_LAG", "Outcome", "Outcomes", "OverallState", "Unplaced", "known_from", "load_outcomes"]
