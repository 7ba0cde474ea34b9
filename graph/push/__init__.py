"""The transfer of a snapshot to a SPARQL server."""
