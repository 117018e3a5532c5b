"""Proofs that a derived standard never falls below its ancestors; comparison of editions, impact, lint."""
