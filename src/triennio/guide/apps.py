"""The guide as a Django app."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """No models: the pages are files, the numbers are those of the rulebooks."""

    name = "triennio.guide"
    label = "guide"

    def ready(self) -> None:
        """Connect the register: signed in, a page answers with one's own numbers."""
        from triennio.guide import own_position, port

        port.connect(own_position.read)
