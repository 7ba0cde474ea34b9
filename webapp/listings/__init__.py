"""The lists with facets.

All of them work in one way: described by dataclasses, counted with bit sets, addressed by links.
"""
