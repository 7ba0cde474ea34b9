"""The reconciliation service, by which OpenRefine and others match tables of names."""
