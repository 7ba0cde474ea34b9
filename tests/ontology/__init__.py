"""Tests of the ontology: terms, hygiene, code lists, shapes, alignments, context, and what follows from them."""
