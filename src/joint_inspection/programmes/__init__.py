"""Who inspects where, and when."""
