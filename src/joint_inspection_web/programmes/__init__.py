"""The national programme as rows and pages, for planners only."""
