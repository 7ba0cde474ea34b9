"""The SPARQL endpoint for visitors' own queries.

Each query runs in a process that can be killed without harm to anyone else.
"""
