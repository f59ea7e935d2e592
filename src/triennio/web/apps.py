"""The shell as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, design tags, error pages, health, headers."""

    name = "triennio.web"
