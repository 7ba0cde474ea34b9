"""The lists with facets. They are described by dataclasses, counted with bit sets, and addressed by links."""
