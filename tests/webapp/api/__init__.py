"""The API: answers, the description in OpenAPI, the queries as RDF."""
