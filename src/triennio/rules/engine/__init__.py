"""Steps written once, run on ints with a full trace for one person and on NumPy arrays for many."""
