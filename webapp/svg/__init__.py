"""Relationship networks and charts, drawn as SVG on the server.

There is a model of nodes and edges, there are layouts, and the writing of SVG. Everything here is a pure function of
its input: the same network gives the same bytes. Most networks are drawn twice, for wide and for narrow screens. A
media query in the stylesheet shows one of the two. So no label is ever scaled below a readable size, and nothing needs
JavaScript. Where nothing readable fits a phone, a sentence says so.

The drawing is our own: chart libraries draw in the browser, and have no marks for what is not known.
`docs/decisions/drawing.md` says more.
"""
