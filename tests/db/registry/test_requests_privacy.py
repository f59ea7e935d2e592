"""The kind of an absence stands sealed and nowhere else: not in a column, a mail, a PDF, a file name, a log, a file."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.support import requests, state
from tests.support.pdf_text import text
from tests.support.requests_answers import ANSWERS
from tests.support.world import World, actor, build
from triennio.documents.pdf import render
from triennio.people.models import Account
from triennio.platform import outbox
from triennio.registry.actions.requests import messages, office, proofs, start
from triennio.registry.actions.requests.accept import accept
from triennio.registry.domain.requests.kinds import exemption, exoneration
from triennio.registry.models import Request
from triennio.registry.queries.requests import own
from triennio.registry.web.requests.declaration import sheet

pytestmark = pytest.mark.django_db
SECRET = "Zibaldone"  # a word that people write beside the reason, and that nothing else says
CASES = [
    *(("exemption", kind) for kind in exemption.LABELS),
    *(("exoneration", kind) for kind in exoneration.LABELS),
]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def world() -> World:
    return build()


def _answers(family: str, kind: str) -> dict[str, str]:
    common = {**ANSWERS[family], "reason": kind, "described": SECRET, "income": "4000", "hours": "60"}
    if family == "exoneration":
        common |= {"body": SECRET, "legal_years": "3"}
    if kind in ("university_course_monthly", "earthquake_2016_17_partial"):
        common |= {"start": "2017-01-10", "end": "2017-12-20"}
    return common


def _words(kind: str, label: str) -> Iterator[re.Pattern[str]]:
    if kind != "unlisted":
        yield re.compile(rf"(?<![\w]){re.escape(kind)}(?![\w])")
    yield re.compile(re.escape(label))
    yield re.compile(SECRET)


def _said(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def _everything() -> Iterator[tuple[str, str]]:
    """(where, what it says) of every cell of every table, sealed ones too: nothing shows through."""
    for table, rows in state.content().items():
        for row in rows:
            yield table, "\n".join(_said(value) for value in row)


def _through(world: World, family: str, kind: str) -> Request:
    """A request of this kind through everything that can happen to one."""
    me, clerk = actor(world.giulia), actor(world.clerk)
    request = requests.draft(world.giulia, family, _answers(family, kind))
    for role in ("proof", "declaration"):
        name, content = f"{SECRET} {kind}.pdf", requests.PDF + f" {SECRET} {kind}".encode()
        proofs.attach(me, key=f"{role}{kind}", request=request.code, name=name, content=content, role=role)
    start.send(me, request=request.code)
    messages.write(me, key=f"w{kind}", request=request.code, text=f"{SECRET} {kind}")
    office.ask(clerk, request=request.code, text=f"{SECRET} {kind}")
    start.send(me, request=request.code)
    unlisted = kind == "unlisted"
    if unlisted:
        office.forward(clerk, request=request.code, text=f"{SECRET} {kind}")
    amount = {"credits": 900} if unlisted and family == "exoneration" else {}
    accept(clerk, request=request.code, text=f"{SECRET} {kind}" if unlisted else "", **amount)
    return request


@pytest.mark.parametrize("family", ["exemption", "exoneration"])
def test_no_table_mail_file_or_pdf_tells_the_kind(
    world: World, family: str, mailoutbox: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    labels = exemption.LABELS if family == "exemption" else exoneration.LABELS
    pdfs = {}
    for kind in labels:
        request = _through(world, family, kind)
        whole = own.whole(actor(world.giulia), request.code)
        assert whole.form.clean
        pdfs[kind] = text(render("declaration", sheet(whole).data()))
        assert request.code in pdfs[kind]
    outbox.deliver_all()
    assert mailoutbox
    mails = "\n".join(f"{mail.subject}\n{mail.body}" for mail in mailoutbox)
    cells = list(_everything())
    files = [
        path.read_bytes().decode("latin-1") for path in Path(settings.UPLOADS).rglob("*") if path.is_file()
    ]
    assert len(files) >= 2 * len(labels)
    for kind, label in labels.items():
        for pattern in _words(kind, str(label)):
            assert [table for table, said in cells if pattern.search(said)] == []
            assert not pattern.search(mails)
            assert not pattern.search(pdfs[kind])
            assert not pattern.search(caplog.text)
            assert not any(pattern.search(each) for each in files)


def test_pages_of_the_person_and_of_the_clerk_show_it_and_nobody_else_sees_them(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    request = requests.sent(world.giulia, "exemption", _answers("exemption", "illness"))
    label = str(exemption.LABELS["illness"])
    own_page, desk = f"/io/richieste/{request.code}/", f"/ordine/richieste/{request.code}/"
    assert label in _page(world.giulia, own_page)
    assert label in _page(world.clerk, desk)
    for path in (f"{own_page}dichiarazione/", "/io/richieste/"):
        assert label not in _page(world.giulia, path)
    assert label not in _page(world.clerk, "/ordine/richieste/")
    for pattern in _words("illness", label):
        assert not pattern.search(caplog.text)


def _page(account: Account, path: str) -> str:
    client = Client()
    client.force_login(account, backend=BACKEND)
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()
