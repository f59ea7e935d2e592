from django.apps import AppConfig


class CalculatorConfig(AppConfig):
    """No models: the calculator keeps nothing."""

    name = "triennio.calculator"
    label = "calculator"
