"""Pages by which each agency is judged fairly. Each begins at the door, ``get_inspection``."""
