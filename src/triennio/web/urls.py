"""Addresses of the shell."""

from django.urls import path

from triennio.web import health, views

app_name = "web"
urlpatterns = [
    path("salute/", health.health, name="health"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("lingua/", views.choose_language, name="language"),
    path("robots.txt", views.robots, name="robots"),
]
