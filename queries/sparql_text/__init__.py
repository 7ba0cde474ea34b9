"""The text of SPARQL queries.

These modules say what a query is, what it must not do, and where it is wrong.
"""
