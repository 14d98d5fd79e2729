"""Invented people and inspections, in fictional areas only, to show the service with."""
