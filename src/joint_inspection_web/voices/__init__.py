"""Children, families and staff: meetings, surveys, consent, and what became of what they said."""
