"""Addresses of people. Those of signing in are the library's, under `/accesso/`."""

from django.urls import path

from triennio.people.web import account, applications, demo, journal, management, members, queue, tokens

app_name = "people"
urlpatterns = [
    path("demo/", demo.choose, name="demo"),
    path("condizioni/", applications.read_terms, name="terms_text"),
    path("accesso/domanda/", applications.application, name="application"),
    path("accesso/condizioni/", applications.accept_terms, name="terms"),
    path("io/account/", account.page, name="account"),
    path("io/account/cancellazione/", account.deletion, name="deletion"),
    path("io/account/chiavi/", tokens.page, name="tokens"),
    path("io/account/chiavi/<slug:code>/revoca/", tokens.revoke, name="token_revoke"),
    path("ordine/accessi/", queue.queue, name="queue"),
    path("ordine/accessi/<slug:code>/", queue.one, name="decide"),
    path("ordine/account/", members.listed, name="members"),
    path("ordine/account/<slug:code>/", members.one, name="member"),
    path("ordine/ruoli/", management.order_roles, name="order_roles"),
    path("gestione/", management.home, name="management"),
    path("gestione/ruoli/", management.all_roles, name="roles"),
    path("gestione/organizzazioni/", management.organisation_list, name="organisations"),
    path("gestione/organizzazioni/<slug:code>/", management.organisation, name="organisation"),
    path("gestione/giornale/", journal.page, name="journal"),
]
