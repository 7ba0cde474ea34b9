"""The search for names, with suggestions."""
