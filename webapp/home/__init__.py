"""The first page, and the pages about the site itself: about, errors, health, quality."""
