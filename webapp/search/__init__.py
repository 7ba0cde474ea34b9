"""The search for names, with suggestions.

It is our own, and in memory: the names are few, and a search server would be one more service to run. rapidfuzz finds
what is misspelt.
"""
