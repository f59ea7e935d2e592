"""Addresses of the register: each group of pages has its own list under `web/`."""

from django.urls import URLPattern, URLResolver

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = []
