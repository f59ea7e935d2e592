"""Addresses of the calculator of events and of the rules it applies."""

from django.urls import path

from triennio.event_calculator.views import calculator, rules

app_name = "event_calculator"
urlpatterns = [
    path("crediti-evento/", calculator, name="home"),
    path("crediti-evento/regole/", rules, name="rules"),
]
