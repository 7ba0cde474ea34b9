"""The SPARQL endpoint for visitors' own queries. Each runs in a process that can be killed without harm to others.

Admission is our own: rate limiters only refuse requests. Here who has used little query time goes first, and slow
queries give way.
"""
