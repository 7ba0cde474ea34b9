"""The explorer of the graph's network. An address asks for a part of it, which is shown in every format."""
