"""Questions in words, answered by named queries.

`lexicon` has the words of six languages. `reading` finds what a question names, `choosing` finds the query, and
`answer` runs it. A word that is not understood leads to no answer, so that no other question is answered.
"""
