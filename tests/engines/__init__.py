"""Real engines: the product over other servers than its own embedded store."""
