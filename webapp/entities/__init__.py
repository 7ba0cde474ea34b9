"""The pages about things, a module for each kind."""
