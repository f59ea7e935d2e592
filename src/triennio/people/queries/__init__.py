"""Reads of people: the viewer is the first argument, and nothing is unscoped."""
