"""One inspection: its team, its days and what is told to whom."""
