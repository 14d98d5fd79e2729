"""What was seen, who says so, and what it can support."""
