"""Every question of the product as a file, with typed parameters.

`docs/how-to/add-a-query.md` says how such a file is written. `queries.registry` finds and describes the queries,
`queries.run` answers one.
"""
