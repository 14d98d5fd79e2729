"""Configuration of the documentation; a warning is an error."""

from joint_inspection import __version__

project = "Joint Inspection"
author = "The Joint Inspection authors"
copyright = "2026, the Joint Inspection authors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = False
autodoc_member_order = "bysource"
autodoc_typehints = "description"

html_theme = "furo"
html_title = "Joint Inspection"
