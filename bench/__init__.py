"""Measurements. The product does not import them, and no test asserts a time."""
