"""Pages of people: signing up, being approved, roles, the journal."""
