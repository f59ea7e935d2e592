from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "triennio.platform"
    label = "platform"
    verbose_name = "Piattaforma"

    def ready(self) -> None:
        """Make the platform's own night and the classes of its columns known."""
        from triennio.platform import night, privacy  # noqa: F401
        from triennio.platform.imports import apply, check  # noqa: F401
        from triennio.platform.imports import night as imports_night  # noqa: F401
