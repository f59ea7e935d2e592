"""Addresses of the person's folder: moves, dossiers, proofs, expenses, and of the offices that plan training."""

from django.urls import include, path

urlpatterns = [
    path("", include("triennio.registry.web.moves")),
    path("", include("triennio.registry.web.dossiers")),
    path("", include("triennio.registry.web.dossiers_office")),
    path("", include("triennio.registry.web.dossiers_manage")),
    path("", include("triennio.registry.web.folder")),
    path("", include("triennio.registry.web.folder_card")),
    path("", include("triennio.registry.web.expenses")),
]
