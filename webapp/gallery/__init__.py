"""The named queries as pages and as an API. The API also describes them in OpenAPI and as RDF.

The OpenAPI document is made by our own code, from the headers of the queries. Most libraries make it from the routes of
a program, and these say nothing of a query's parameters.
"""
