"""What holds for HTTP alone, whatever the graph says."""
