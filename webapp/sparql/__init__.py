"""The SPARQL endpoint: visitors' own queries, each in a process that can be killed without harm to anyone else."""
