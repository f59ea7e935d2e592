"""The checks of `make check` find what they are for."""

from pathlib import Path

import pytest

from tools import links, messages
from tools.visible_text import untranslated


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{% translate 'Ciao' %}</p>", []),
        ("<p>Ciao</p>", ["Ciao"]),
        ('<a title="Ciao" href="/ciao/"></a>', ["Ciao"]),
        ('<input placeholder="{% translate "Ciao" %}">', []),
        ("{% blocktranslate %}Ciao <b>mondo</b>{% endblocktranslate %}", []),
        ("{# Ciao #}{% comment %}Ciao{% endcomment %}<!-- Ciao -->", []),
        ("{% if a > 1 %}Ciao{% endif %}", ["Ciao"]),
        ("{{ name }}: {{ amount }} €, 3 · Triennio", ["Triennio"]),
        ('<script type="application/json">{"a": "Ciao"}</script>', []),
        ('<article lang="it"><h2>Dichiaro</h2><br><p title="Firma">Firma</p></article><p>Chi?</p>', ["Chi?"]),
        ("<pre>curl https</pre><p>Scrivi</p>", ["Scrivi"]),
        ("</div><p>Dopo</p>", ["Dopo"]),
        ("{% block wide %} people-wide{% endblock %}", []),
    ],
)
def test_visible_text_is_found(source: str, found: list[str]) -> None:
    assert [text.split("· ")[-1] for text in untranslated(source)] == found


def test_a_message_without_translation_is_a_fault() -> None:
    source = messages.template_catalog()
    before = messages.catalogue_faults("de", source)
    source.add("Una frase che nessuno ha tradotto")
    faults = set(messages.catalogue_faults("de", source)) - set(before)
    assert faults == {"de: not in the catalogue: 'Una frase che nessuno ha tradotto'"}


def test_dead_links_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "ROOT", tmp_path)
    (tmp_path / "b.md").write_text("# One heading\n")
    document = tmp_path / "a.md"
    document.write_text(
        "[x](b.md#one-heading) [y](b.md#other) [z](c.md) [w](https://example.org) `[v](d.md)` [u](#self)\n"
    )
    assert links.dead_links(document) == [
        "a.md: no such heading: b.md#other",
        "a.md: no such file: c.md",
        "a.md: no such heading: #self",
    ]
