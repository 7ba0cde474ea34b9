"""The SPARQL endpoint for visitors' own queries. Each runs in a process that can be killed without harm to others."""
