"""What stands in the files, cell by cell? Workbooks, comma-separated values, folders and zips, read as they come."""

from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.limits import LIMITS, Limits
from joint_inspection.casedata.read.read import read_sheets
from joint_inspection.casedata.read.sheets import BEGINS_IN_1904, NOT_READ

__all__ = ["BEGINS_IN_1904", "LIMITS", "NOT_READ", "Limits", "Sent", "read_sheets"]
