"""The reconciliation service (Reconciliation Service API 0.2), with which OpenRefine matches tables of names."""
