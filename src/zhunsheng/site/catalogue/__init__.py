"""The standards database: immutable documents, snapshots, editions, search; what is in force and what was known when."""
