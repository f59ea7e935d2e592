from django.apps import AppConfig


class EventCalculatorConfig(AppConfig):
    """No models: the page keeps nothing."""

    name = "triennio.event_calculator"
    label = "event_calculator"
