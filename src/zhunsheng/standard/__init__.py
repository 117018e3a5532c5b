"""What a standard is: model, units, facts, calendar, editions, derivation, and YAML in and out."""
