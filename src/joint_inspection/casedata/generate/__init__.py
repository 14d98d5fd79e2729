"""What could an area's lists look like? Invented children on realistic paths, errors at a chosen rate, known truth."""

from joint_inspection.casedata.generate.generate import Generated, generate
from joint_inspection.casedata.generate.invent import invent

__all__ = ["Generated", "generate", "invent"]
