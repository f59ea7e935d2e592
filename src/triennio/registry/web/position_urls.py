"""Addresses of the position, of single credits, of the trial, of the archive, and of members for their Order."""

from django.urls import path

from triennio.registry.web import employer, members, participations, position, whatif

urlpatterns = [
    path("io/", position.home, name="position"),
    path("io/crediti/<slug:code>/", participations.own, name="participation"),
    path("io/prova/", whatif.page, name="whatif"),
    path("ordine/iscritti/", members.listed, name="members"),
    path("ordine/iscritti/elenco.csv", members.table, name="members_table"),
    path("ordine/iscritti/<slug:code>/", members.one, name="member"),
    path("ordine/iscritti/<slug:member>/crediti/<slug:code>/", members.credit, name="member_credit"),
    path("ufficio/personale/", employer.listed, name="staff"),
    path("ufficio/personale/elenco.csv", employer.table, name="staff_table"),
]
