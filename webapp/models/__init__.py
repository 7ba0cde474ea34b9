"""The graph as Python objects, which areas and components read. Nothing here knows HTTP or drawing."""
