"""A child at risk: told to whom, when, received by whom; and cases referred back."""
