"""The pictures, icons and lists of pages for other sites."""
