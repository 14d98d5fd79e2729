"""Joint Inspection: values and calculations for inspecting how a whole local area protects its children."""

__version__ = "0.1.0"
