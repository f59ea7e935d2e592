"""A register that looks like a real one and is of nobody: the same seed gives the same people, to the bit."""
