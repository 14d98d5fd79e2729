"""What is done so that each agency is judged fairly."""
