"""What the public may know of inspections."""
