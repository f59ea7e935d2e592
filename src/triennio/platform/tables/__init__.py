"""The tables of the platform."""
