"""Whose cases are read in one inspection: the seal, the draw, and how it compares with all."""
