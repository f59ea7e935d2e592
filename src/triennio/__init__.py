"""Triennio: compulsory continuing education in Italy, computed and explained."""

__version__ = "0.1.0"
