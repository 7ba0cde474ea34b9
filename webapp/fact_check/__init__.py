"""The check of a text, statement by statement.

`check` reads a text sentence by sentence. Each kind of statement has a reader in a module `…_claims`. It finds them by
the forms of words in `words/`, and judges them by `facts`. `report` and `exports` say what was found.
"""
