"""Sphinx configuration. `make docs` builds without warnings or fails."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reference_pages import write_all

from onrecord import __version__

project = "Onrecord"
author = "The Onrecord developers"
copyright = "2026, The Onrecord developers"
version = release = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
smartquotes = False  # it would turn the two hyphens of an option into a dash
exclude_patterns = ["_build", "explanation/places-table.md"]
html_theme = "furo"
html_title = "Onrecord"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}

write_all(Path(__file__).parent / "reference" / "generated")
