"""All addresses: the shell's own, then each room's."""

from django.urls import include, path

urlpatterns = [
    path("", include("triennio.web.urls")),
    path("", include("triennio.calculator.urls")),
    path("", include("triennio.event_calculator.urls")),
    path("", include("triennio.guide.urls")),
    path("accesso/", include("allauth.urls")),
    path("", include("triennio.people.urls")),
    path("", include("triennio.registry.urls")),
]
