"""Recommendations, the report, and who signed, released and published it."""
