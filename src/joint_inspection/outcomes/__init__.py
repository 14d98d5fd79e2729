"""What past inspections found."""
