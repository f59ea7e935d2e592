"""Addresses of the register: each group of pages has its own list under `web/`."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("triennio.registry.web.position_urls")),
    path("", include("triennio.registry.web.folder_urls")),
    path("", include("triennio.registry.web.imports")),
    path("", include("triennio.registry.web.requests.urls")),
]
