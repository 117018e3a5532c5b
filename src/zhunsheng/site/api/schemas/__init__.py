"""Shapes of what the interface takes and gives."""
