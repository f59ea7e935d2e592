"""Addresses of the shell."""

from django.urls import path

from triennio.web import health, views
from triennio.web.api import page as api_page
from triennio.web.api.root import api

app_name = "web"
urlpatterns = [
    path("api/", api_page.page, name="api"),
    path("api/v1/", api.urls),
    path("salute/", health.health, name="health"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibilita/", views.accessibility, name="accessibility"),
    path("lingua/", views.choose_language, name="language"),
    path("robots.txt", views.robots, name="robots"),
]
