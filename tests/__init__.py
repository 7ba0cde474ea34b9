"""How we know: tests that mirror the folders they test, plus browser tests and benchmarks."""
