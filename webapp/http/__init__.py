"""HTTP alone: nothing here knows the graph's content."""
