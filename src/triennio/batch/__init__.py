"""Positions for whole registers, Parquet in and out: files and commands. The library is `rules/*/arrow`."""
