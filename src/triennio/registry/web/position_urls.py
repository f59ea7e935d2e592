"""Addresses of the position, of single credits, of the trial, of the archive, and of members for their Order."""

from django.urls import path

from triennio.registry.web import archive, employer, exports, members, participations, position, whatif

urlpatterns = [
    path("io/", position.home, name="position"),
    path("io/crediti/<slug:code>/", participations.own, name="participation"),
    path("io/prova/", whatif.page, name="whatif"),
    path("io/archivio/", archive.page, name="archive"),
    path("io/posizione.json", exports.own_json, name="position_json"),
    path("io/calendario/", exports.calendar_page, name="calendar"),
    path("io/calendario/scadenze.ics", exports.calendar_file, name="calendar_file"),
    path("calendario/<str:token>.ics", exports.calendar_feed, name="calendar_feed"),
    path("ordine/iscritti/", members.listed, name="members"),
    path("ordine/iscritti/elenco.csv", members.table, name="members_table"),
    path("ordine/iscritti/<slug:code>/", members.one, name="member"),
    path("ordine/iscritti/<slug:code>/posizione.json", exports.member_json, name="member_json"),
    path("ordine/iscritti/<slug:member>/crediti/<slug:code>/", members.credit, name="member_credit"),
    path("ufficio/personale/", employer.listed, name="staff"),
    path("ufficio/personale/elenco.csv", employer.table, name="staff_table"),
]
