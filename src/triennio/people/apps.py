from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "triennio.people"
    label = "people"
    verbose_name = "Persone"

    def ready(self) -> None:
        """Put the table of permissions in force, listen to the library, subscribe to the news."""
        from triennio.people import night, notices, permissions, privacy  # noqa: F401
        from triennio.people.access import signals
        from triennio.platform.permissions import install

        install(permissions.Table())
        signals.connect()
