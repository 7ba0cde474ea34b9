"""The comparison of two things: what both have, and what only one of them has."""
