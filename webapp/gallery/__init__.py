"""The named queries as pages and as an API. The API also describes them in OpenAPI and as RDF."""
