"""Judging together: the policy frozen before fieldwork, first views sealed and revealed together, what is decided."""
