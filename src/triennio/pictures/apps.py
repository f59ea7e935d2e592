from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """No models, no addresses: pictures are drawn from what a page hands over."""

    name = "triennio.pictures"
    label = "pictures"
