"""The explorer: the network of the graph, the part of it that an address asks for, and that part in every format."""
