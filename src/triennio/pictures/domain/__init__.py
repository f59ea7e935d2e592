"""The engine's answer in, what a page draws out. No Django, no clock: the day is an argument."""
