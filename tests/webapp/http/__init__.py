"""What knows HTTP alone."""
