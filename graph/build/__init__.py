"""The build: reading, checking, building and validating tables. A snapshot is then put into use.

The reading of CSV is our own: people edit the tables, and must learn which line breaks which rule. The standard
library's reader takes a stray quote for text, without a word.
"""
