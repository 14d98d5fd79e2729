"""One whole inspection, as a file that needs no service."""

from joint_inspection.record.check import check_record
from joint_inspection.record.model import InspectionRecord, coverage_of, schema
from joint_inspection.record.read import check_file, read_record

__all__ = ["InspectionRecord", "check_file", "check_record", "coverage_of", "read_record", "schema"]
