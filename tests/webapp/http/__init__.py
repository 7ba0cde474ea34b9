"""What knows HTTP and nothing of the graph."""
