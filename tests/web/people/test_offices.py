"""The office's pages: the queue, the decision, roles, organisations, the journal."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core import mail
from django.test import Client

from tests.db.actions.examples_people import CLAUSE, REASON, applicant
from tests.support.world import World
from triennio.people.models import Account, Application, Assignment, Organisation
from triennio.platform import outbox
from triennio.platform.models import JournalContent, JournalEntry


@pytest.fixture
def clerk(world: World) -> Client:
    return _as(world.clerk)


def _as(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def _key(page: str, prefix: str = "") -> str:
    found = re.search(rf'name="{prefix}key" value="(\w+)"', page)
    assert found
    return found[1]


def test_accepting_from_the_page(world: World, clerk: Client) -> None:
    asked = applicant(world).applications.get()
    address = f"/ordine/accessi/{asked.code}/"
    page = clerk.get(address).content.decode()
    said = {"decision": "accept", "key": _key(page), "how": "create"}
    assert clerk.post(address, said).headers["Location"] == "/ordine/accessi/"
    assert Application.objects.get(pk=asked.pk).state == "accepted"
    outbox.deliver_all()
    assert mail.outbox[-1].to == [asked.account.email]
    assert clerk.post(address, said).status_code == 302  # the same key answers the same
    assert "accolta" in clerk.get(address).content.decode().lower()


def test_a_mismatch_is_warned_of_and_needs_a_yes(world: World, clerk: Client) -> None:
    asked = applicant(world).applications.get()
    row = world.professional
    row.account, row.first_name = None, "Nadia"
    row.save()
    address = f"/ordine/accessi/{asked.code}/"
    page = clerk.get(address).content.decode()
    assert "Il codice fiscale non è quello dell’albo." in page
    said = {"decision": "accept", "key": _key(page), "how": f"link:{row.code}"}
    answer = clerk.post(address, said)
    assert answer.status_code == 400
    assert "id_despite_error" in answer.content.decode()
    assert clerk.post(address, {**said, "key": "altra", "despite": "on"}).status_code == 302


def test_a_refusal_reaches_the_person_with_its_reason_and_a_way_on(world: World, clerk: Client) -> None:
    who = applicant(world)
    address = f"/ordine/accessi/{who.applications.get().code}/"
    page = clerk.get(address).content.decode()
    empty = clerk.post(address, {"decision": "refuse", "no-key": _key(page, "no-"), "no-reason": ""})
    assert empty.status_code == 400
    said = {"decision": "refuse", "no-key": _key(page, "no-"), "no-reason": "Il numero non risulta."}
    assert clerk.post(address, said).status_code == 302
    page = _as(Account.objects.get(pk=who.pk)).get("/accesso/domanda/", follow=True).content.decode()
    assert "condizioni" in page  # the world's accounts have not accepted the terms yet
    client = _as(Account.objects.get(pk=who.pk))
    version = re.search(
        r'name="version" value="([\w-]+)"', client.get("/accesso/condizioni/").content.decode()
    )
    assert version
    client.post("/accesso/condizioni/", {"version": version[1]})
    page = client.get("/accesso/domanda/").content.decode()
    assert "Il numero non risulta." in page
    assert "Invia la domanda" in page


def test_the_queue_as_a_file(world: World, clerk: Client) -> None:
    who = applicant(world)
    who.last_name = "=SOMMA(A1)"
    who.save()
    text = clerk.get("/ordine/accessi/?formato=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][3] == "cognome"
    assert rows[1][3] == "'=SOMMA(A1)"


def test_suspending_and_giving_back_from_the_page(world: World) -> None:
    client = _as(world.president)
    address = f"/ordine/account/{world.giulia.code}/"
    page = client.get(address).content.decode()
    said = {"do": "suspend", "key": _key(page), "clause": CLAUSE, "reason": REASON}
    assert client.post(address, said).status_code == 302
    assert Account.objects.get(pk=world.giulia.pk).state == "suspended"
    assert client.post(address, {"do": "restore"}).status_code == 302
    assert Account.objects.get(pk=world.giulia.pk).state == "active"


def test_a_clerk_sees_but_does_not_suspend(world: World, clerk: Client) -> None:
    address = f"/ordine/account/{world.giulia.code}/"
    page = clerk.get(address).content.decode()
    assert "Sospendi" not in page
    said = {"do": "suspend", "key": "una", "clause": CLAUSE, "reason": REASON}
    assert clerk.post(address, said).status_code == 404
    assert Account.objects.get(pk=world.giulia.pk).state == "active"


def test_a_presidency_gives_a_role_in_its_own_order(world: World) -> None:
    client = _as(world.president)
    page = client.get("/ordine/ruoli/").content.decode()
    assert "Altro Ordine" not in page
    said = {
        "key": _key(page),
        "organisation": world.order.code,
        "email": world.elena.email,
        "role": "order_clerk",
    }
    assert client.post("/ordine/ruoli/", said).status_code == 302
    row = Assignment.objects.get(account=world.elena)
    client.post("/ordine/ruoli/", {"end": str(row.pk)})
    assert Assignment.objects.get(pk=row.pk).until is not None


def test_a_presidency_gives_nothing_elsewhere(world: World) -> None:
    client = _as(world.president)
    said = {
        "key": "una",
        "organisation": world.other_order.code,
        "email": world.elena.email,
        "role": "order_clerk",
    }
    assert client.post("/ordine/ruoli/", said).status_code == 400
    foreign = Assignment.objects.get(account=world.other_clerk)
    assert client.post("/ordine/ruoli/", {"end": str(foreign.pk)}).status_code == 404
    assert Assignment.objects.get(pk=foreign.pk).until is None


def test_the_operator_makes_a_hospital_and_changes_an_address(world: World) -> None:
    client = _as(world.operator)
    page = client.get("/gestione/organizzazioni/").content.decode()
    said = {"key": _key(page), "kind": "firm", "name": "Clinica di prova", "registry_code": "AO-X"}
    taken = client.post("/gestione/organizzazioni/", said)
    assert "id_registry_code_error" in taken.content.decode()
    said = {**said, "key": "altra", "registry_code": "AO-Z"}
    assert client.post("/gestione/organizzazioni/", said).status_code == 302
    made = Organisation.objects.get(registry_code="AO-Z")
    change = {"key": "terza", "name": made.name, "support_email": "aiuto@prova.example"}
    assert client.post(f"/gestione/organizzazioni/{made.code}/", change).status_code == 302
    assert Organisation.objects.get(pk=made.pk).support_email == "aiuto@prova.example"


def test_the_journal_is_searched_checked_and_taken_along(world: World) -> None:
    president, auditor = _as(world.president), _as(world.auditor)
    page = president.get(f"/ordine/account/{world.giulia.code}/").content.decode()
    said = {"do": "suspend", "key": _key(page), "clause": CLAUSE, "reason": REASON}
    president.post(f"/ordine/account/{world.giulia.code}/", said)
    found = auditor.get("/gestione/giornale/", {"who": world.president.email}).content.decode()
    assert f"account:{world.giulia.code}" in found
    assert "suspended" in found
    for secret in (REASON, world.giulia.email, world.professional.tax_code):
        assert secret not in found
    nothing = auditor.get("/gestione/giornale/", {"who": world.president.email, "end": "2020-01-01"})
    assert f"account:{world.giulia.code}" not in nothing.content.decode()
    assert "Il registro torna" in auditor.post("/gestione/giornale/").content.decode()
    text = auditor.get("/gestione/giornale/", {"act": "account.suspend", "formato": "csv"})
    rows = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[5] for row in rows[1:]] == ["account.suspend"]


def test_a_changed_journal_is_found_out(world: World) -> None:
    _as(world.marco).get("/gestione/")
    entry = JournalEntry.objects.latest("pk")
    JournalContent.objects.filter(entry=entry).update(data={"what": "altro"})
    page = _as(world.auditor).post("/gestione/giornale/").content.decode()
    assert "Il registro non torna" in page
    assert entry.aggregate in page


def test_asking_for_deletion_and_taking_it_back(world: World) -> None:
    client = _as(world.giulia)
    client.post("/io/account/cancellazione/", {"asked": "1"})
    assert Account.objects.get(pk=world.giulia.pk).deletion_asked is not None
    assert "Giulia Prova" in _as(world.president).get("/ordine/account/").content.decode()
    client.post("/io/account/cancellazione/", {"asked": "0"})
    assert Account.objects.get(pk=world.giulia.pk).deletion_asked is None
