"""Who is inspected: the register of areas, their agencies, successors and neighbours."""

from joint_inspection.areas.model import Agency, AgencyKind, Area, Neighbour
from joint_inspection.areas.register import Register, load_register, read_register

__all__ = ["Agency", "AgencyKind", "Area", "Neighbour", "Register", "load_register", "read_register"]
