"""What do numbers about services stand for, which way is better, and who says so?"""

from joint_inspection.indicators.register import Indicator, indicator, indicator_register, is_context_only

__all__ = ["Indicator", "indicator", "indicator_register", "is_context_only"]
