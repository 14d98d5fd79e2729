"""Pages that show what is inspected and how it is judged."""
