"""The office, reading: overview, framework, standards, floor board, comparison."""
