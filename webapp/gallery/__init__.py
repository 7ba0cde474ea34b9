"""The named queries for programs: their answers over HTTP, their description as OpenAPI, and themselves as RDF."""
