"""A session that ends in the middle of a form: the person comes back to the page, and only to a page of ours."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.world import World


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page_and_says_so(world: World) -> None:
    client = Client()
    origin = {"HTTP_REFERER": "http://testserver/io/spese/2026/"}
    answer = client.post("/io/spese/voce/abc/elimina/", **origin)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accesso/login/?next=/io/spese/2026/"
    assert "non è stato inviato" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    "referer", ["http://altrove.example/io/spese/", "", "http://testserver/accesso/logout/"]
)
def test_it_never_leads_to_another_site_nor_to_a_page_that_only_takes_forms(
    world: World, referer: str
) -> None:
    answer = Client().post("/io/spese/voce/abc/elimina/", HTTP_REFERER=referer)
    assert answer.headers["Location"] == "/accesso/login/"


def test_without_a_form_one_comes_back_to_the_same_page(world: World) -> None:
    answer = Client().get("/io/spese/?pagina=2")
    assert answer.headers["Location"] == "/accesso/login/?next=/io/spese/%3Fpagina%3D2"
