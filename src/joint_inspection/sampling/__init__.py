"""Whose cases are read? A random draw within rules, sealed so that nobody can steer it, and checked."""
