"""The build, from the tables to a snapshot.

Its steps are reading, checking, building, validating and putting into use.
"""
