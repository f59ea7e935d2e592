"""Addresses of the position, of single credits, of the trial, of the archive, and of members for their Order."""

from django.urls import path

from triennio.registry.web import participations, position

urlpatterns = [
    path("io/", position.home, name="position"),
    path("io/crediti/<slug:code>/", participations.own, name="participation"),
]
