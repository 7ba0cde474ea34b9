"""Dates and phrases as English sentences have them."""
