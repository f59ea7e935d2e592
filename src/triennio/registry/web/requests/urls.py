"""Addresses of requests."""

from django.urls import path

from triennio.registry.web.requests import declaration, delivery, edit, office, own

urlpatterns = [
    path("io/richieste/", own.board, name="requests"),
    path("io/richieste/nuova/", own.new, name="request_new"),
    path("io/richieste/nuova/<slug:slug>/", own.begin, name="request_begin"),
    path("io/richieste/<slug:code>/", own.detail, name="request"),
    path("io/richieste/<slug:code>/risposte/", edit.answers, name="request_edit"),
    path("io/richieste/<slug:code>/bozza/", edit.autosave, name="request_autosave"),
    path("io/richieste/<slug:code>/documenti/", edit.documents, name="request_documents"),
    path("io/richieste/<slug:code>/documenti/ente/", edit.body_link, name="request_link"),
    path("io/richieste/<slug:code>/documenti/<slug:upload>/", office.own_document, name="request_document"),
    path("io/richieste/<slug:code>/invio/", edit.sending, name="request_sending"),
    path("io/richieste/<slug:code>/dichiarazione/", declaration.paper, name="request_paper"),
    path("io/richieste/<slug:code>/dichiarazione.pdf", declaration.pdf, name="request_pdf"),
    path("io/richieste/<slug:code>/dichiarazione/firmata/", edit.declare, name="request_declare"),
    path("io/richieste/<slug:code>/messaggio/", own.message, name="request_message"),
    path("io/richieste/<slug:code>/ritiro/", own.take_back, name="request_withdraw"),
    path("io/richieste/<slug:code>/promemoria.ics", own.reminder, name="request_reminder"),
    path("prova/<str:token>/", delivery.page, name="delivery"),
    path("ordine/richieste/", office.waiting, name="office_requests"),
    path("ordine/richieste/<slug:code>/", office.desk, name="office_request"),
    path("ordine/richieste/<slug:code>/decisione/", office.decide, name="office_decide"),
    path(
        "ordine/richieste/<slug:code>/documenti/<slug:upload>/",
        office.office_document,
        name="office_document",
    ),
]
