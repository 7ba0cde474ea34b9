"""The vocabulary, and everything that says how it is used.

This is code lists, alignments, shapes and the JSON-LD context. `ontology.namespaces` and `ontology.files` are plain
strings and paths and cost nothing to import. `ontology.terms` has the vocabulary as rdflib terms.
"""
