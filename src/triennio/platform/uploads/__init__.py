"""Files that people send: what they are, whether they are harmless, where they stand."""
