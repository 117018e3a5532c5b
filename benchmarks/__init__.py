"""Benchmarks: one script per capability, each printing what it measured beside its limit.  ``python -m benchmarks``."""
