"""The configuration of Sphinx. `make docs` builds the pages that the site shows under /docs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "The Olympic Partnership Graph"
extensions = ["myst_parser", "notebook_parser", "site_builder"]
myst_heading_anchors = 3
smartquotes = False  # what one copies must stay as it was written
html_copy_source = False
html_use_index = False
html_permalinks_icon = "#"
# tests/docs/test_pages.py follows the links from the first page; a language without a lexer is shown as it is
suppress_warnings = ["toc.not_included", "misc.highlighting_failure"]
