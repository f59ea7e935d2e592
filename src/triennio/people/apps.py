from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "triennio.people"
    label = "people"
    verbose_name = "Persone"

    def ready(self) -> None:
        """Put the table of permissions in force."""
        from triennio.people import permissions
        from triennio.platform.permissions import install

        install(permissions.Table())
