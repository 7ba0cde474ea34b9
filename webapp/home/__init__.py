"""The first page, and the pages about the site itself. These are about, errors, health and quality."""
