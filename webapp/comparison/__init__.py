"""The comparison of two things."""
