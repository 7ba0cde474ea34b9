"""The search for things by name, for every way in.

Site, API, command line, explorer and parameters share it. `folding` says which spellings are the same, and `name_index`
finds names. It asks `name_lookup` for those that have a text itself. It asks `short_forms`, `near_sounds` and
`near_spellings` for those that are near. `mentions` finds several in one text, and `names_of` makes the index of a
store. What joins several things, and the results that people see, are in `webapp/models/search_results.py`. All names
fit in memory, so there is no search server to run.
"""
