"""The text of SPARQL queries: what a query is, what it must not ask, and where it is wrong."""
