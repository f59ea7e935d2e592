from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "triennio.registry"
    label = "registry"
    verbose_name = "Anagrafe dei crediti"

    def ready(self) -> None:
        """Make known what nothing else imports: classes of columns, subscribers, runs, nightly tasks."""
        from triennio.registry import imports, privacy  # noqa: F401
        from triennio.registry.actions.requests import mail  # noqa: F401
