"""What can be said: the vocabulary, its code lists, alignments, shapes and JSON-LD context.

`ontology.namespaces` and `ontology.files` are plain strings and paths and cost nothing to import; `ontology.terms`
gives the vocabulary as rdflib terms.
"""
