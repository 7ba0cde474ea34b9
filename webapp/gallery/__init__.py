"""The named queries as pages and as an API.

Programs get their answers over HTTP, their description as OpenAPI, and the queries themselves as RDF.
"""
