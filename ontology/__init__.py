"""The vocabulary, and the files that go with it.

These are code lists, alignments, shapes and the JSON-LD context. `ontology.namespaces` and `ontology.files` are plain
strings and paths and cost nothing to import. `ontology.terms` has the vocabulary as rdflib terms.
"""
