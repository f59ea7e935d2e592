"""Pages of the shell: answers, headers, languages, errors."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from triennio.web.middleware import CONTENT_SECURITY_POLICY

PAGES = ["/", "/privacy/", "/accessibilita/"]


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"link", "script", "img", "use", "iframe", "source"}:
            self.loaded += [values[name] for name in ("href", "src", "srcset") if name in values]
        data = values.get("type", "").endswith("json")
        if tag == "style" or (tag == "script" and "src" not in values and not data):
            self.inline.append(tag)
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", PAGES)
def test_page_answers_in_italian(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "it"
    assert '<html lang="it">' in answer.content.decode()


@pytest.mark.parametrize("path", [*PAGES, "/non-esiste/"])
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [*PAGES, "/non-esiste/"])
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: Client, path: str) -> None:
    reader = _Addresses()
    reader.feed(client.get(path).content.decode())
    assert reader.inline == []
    assert reader.loaded
    assert [address for address in reader.loaded if not address.startswith("/static/")] == []


@pytest.mark.parametrize("path", ["/privacy/", "/accessibilita/", "/non-esiste/"])
def test_a_page_without_a_form_sets_no_cookie(client: Client, path: str) -> None:
    assert not client.get(path).cookies


def test_the_browser_language_is_not_followed(client: Client) -> None:
    answer = client.get("/privacy/", headers={"accept-language": "de"})
    assert answer.headers["Content-Language"] == "it"


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_chosen_language_is_remembered(client: Client, language: str) -> None:
    answer = client.post(reverse("web:language"), {"language": language, "next": "/privacy/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/privacy/")
    page = client.get("/privacy/")
    assert f'<html lang="{language}">' in page.content.decode()
    assert "La calcolatrice" not in page.content.decode()


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"]
)
def test_the_choice_of_a_language_leads_nowhere_else(client: Client, target: str) -> None:
    answer = client.post(reverse("web:language"), {"language": "xx", "next": target})
    assert answer.headers["Location"] == "/"
    assert not answer.cookies


def test_errors_are_pages_in_italian(client: Client) -> None:
    page = client.get("/non-esiste/")
    assert page.status_code == 404
    assert "Pagina non trovata" in page.content.decode()
    assert "Torna alla pagina iniziale" in page.content.decode()


def test_a_wrong_host_is_a_readable_page(client: Client) -> None:
    page = client.get("/", headers={"host": "altrove.example"})
    assert page.status_code == 400
    assert "Richiesta non leggibile" in page.content.decode()


def test_robots(client: Client) -> None:
    assert client.get("/robots.txt").content.startswith(b"User-agent: *")


def test_icons_name_entries_of_the_sprite() -> None:
    from tools.repository import PACKAGE

    sprite = (PACKAGE / "web/static/vendor/bootstrap-italia/svg/sprites.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'id="it-([^"]+)"', sprite))
    used = {
        name
        for template in PACKAGE.glob("**/templates/**/*.html")
        for name in re.findall(r'{% icon "([^"]+)"', template.read_text(encoding="utf-8"))
    }
    assert used <= known
