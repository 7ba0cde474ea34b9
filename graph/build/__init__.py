"""From the tables to a snapshot: reading, checking, building, validating, putting into use."""
