"""Lists with facets: described by dataclasses, counted with bit sets, addressed by links; one way for all of them."""
