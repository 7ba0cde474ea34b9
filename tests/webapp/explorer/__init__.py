"""The explorer: views, paths, exports and pages."""
