"""Drawings as inline SVG: pure functions from values to markup, coloured by classes, each with an accessible name.

No inline style (the content security policy forbids it): geometry stands in attributes, colours in ``parts.css``.
"""
