"""Addresses of the calculator and of the rules it applies."""

from django.urls import path

from triennio.calculator.web.lawyers import lawyers
from triennio.calculator.web.rules_pages import rule_list, rule_page
from triennio.calculator.web.views import calculator

app_name = "calculator"
urlpatterns = [
    path("", calculator, name="home"),
    path("avvocati/", lawyers, name="lawyers"),
    path("avvocati/regole/", rule_list, {"family": "lawyers"}, name="lawyer_rules"),
    path("regole/", rule_list, name="rules"),
    path("regole/<str:rule>/", rule_page, name="rule"),
]
