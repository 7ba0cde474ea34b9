"""Stores of statements that answer SPARQL queries: embedded ones, and remote servers."""
