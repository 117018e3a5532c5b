"""Tests of proofs that are kept, of the floor board and of the comparison."""
