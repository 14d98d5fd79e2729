"""What is inspected, and how it is judged: frameworks as data."""
