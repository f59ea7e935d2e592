"""Helpers of the tests: processes started for them."""
