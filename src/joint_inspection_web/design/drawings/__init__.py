"""Drawings as pure functions: values in, SVG out; colour never speaks alone and a table stands beside each."""
