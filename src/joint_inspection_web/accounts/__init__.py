"""Who may come in, whom they work for, and what they may do."""
