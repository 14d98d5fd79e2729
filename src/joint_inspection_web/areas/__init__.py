"""Pages that show who is inspected and what past inspections found."""
