"""What careless and hostile clients send, against a real server that others use at the same time."""
