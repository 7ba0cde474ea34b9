"""The reconciliation service: what it matches, and how it speaks with its clients."""
