from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "triennio.registry"
    label = "registry"
    verbose_name = "Anagrafe dei crediti"
