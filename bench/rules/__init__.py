"""The rules engine against others, in one run and on the same people: `python -m bench.rules`."""
