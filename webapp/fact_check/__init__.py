"""The check of a text: its statements, held to what the graph states.

`check` reads a text sentence by sentence. Each kind of statement has a reader in a module `…_claims`, which finds it by
the forms of words in `words/` and judges it by the facts of `facts`. `report` and `exports` say what was found.
"""
