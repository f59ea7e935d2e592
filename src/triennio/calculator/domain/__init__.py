"""Answers in, a case for the engine out; the engine's answer in, what the page shows out. No Django, no
clock.
"""
