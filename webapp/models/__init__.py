"""The graph as Python objects: what areas and components read, none of it knows HTTP or drawing."""
