"""Whether the facts are right, as those see it whom a report is about; complaints."""
