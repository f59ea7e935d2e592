"""The guide as a Django app."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """No models: the pages are files, the numbers are those of the rulebooks."""

    name = "triennio.guide"
    label = "guide"
