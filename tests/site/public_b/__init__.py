"""Tests of the interview and of the service points."""
