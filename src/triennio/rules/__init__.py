"""The law as data and the engine that applies it. Pure: no Django, no clock, no I/O beyond its own data files."""
