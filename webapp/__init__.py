"""The Flask site, the SPARQL endpoint and the command line."""
