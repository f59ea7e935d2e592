"""What happens when a view fails: a page for the person, a line without their data for the log."""

import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from triennio.urls import urlpatterns as product

SECRET = "RSSMRA80A01H501U"


def _fail(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"row of {SECRET} is broken")


def _refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@csrf_protect
def _form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [*product, path("rotta/", _fail), path("vietata/", _refuse), path("modulo/", _form)]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("method", "address", "status", "words"),
    [
        ("get", "/rotta/", 500, "Qualcosa non ha funzionato"),
        ("get", "/vietata/", 403, "Accesso non consentito"),
        ("post", "/modulo/", 403, "Accesso non consentito"),
    ],
)
def test_error_pages(visitor: Client, method: str, address: str, status: int, words: str) -> None:
    answer = getattr(visitor, method)(address)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "shell.css" in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_the_log_names_the_place_and_not_the_person(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    from triennio.web.logs import PlacesOnly

    with caplog.at_level(logging.INFO):
        visitor.get(f"/rotta/?codice={SECRET}")
    lines = "\n".join(PlacesOnly("%(name)s %(message)s").format(record) for record in caplog.records)
    assert SECRET not in lines
    assert "ValueError" in lines
    assert "test_errors.py" in lines
    assert "GET /rotta/ 500" in lines


def test_the_log_holds_the_route_and_not_the_address(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        visitor.get(f"/{SECRET}/?q={SECRET}")
        visitor.post(f"/modulo/?q={SECRET}", {"nome": SECRET})
    assert SECRET not in caplog.text
    assert "GET - 404" in caplog.text
