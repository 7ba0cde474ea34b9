"""The reading of texts: what they name, when, and how much.

It finds organizations, Games, programmes, people, countries, places, categories, dates and amounts. It does so in any
language that the graph has names for. What is claimed about them is read in `webapp/fact_check`.
"""
