"""Signing in: what we change in the library that does it (django-allauth)."""
