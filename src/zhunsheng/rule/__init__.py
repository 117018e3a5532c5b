"""The condition and value language: tree, parse, types, evaluate, and the compilers to tables, solver and prose."""
