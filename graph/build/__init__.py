"""The build: reading, checking, building and validating tables. A snapshot is then put into use."""
