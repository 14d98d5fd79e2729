"""Statements of action, what became of them, and what came back."""
