"""Inspections as rows: which area, under which framework, who is on it, and who may know."""
