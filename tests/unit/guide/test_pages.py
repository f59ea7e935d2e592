"""The pages of the guide: complete, without typed figures, every name leads somewhere."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tools.repository import ROOT
from triennio.guide.domain import law
from triennio.guide.domain.content import PAGES, table
from triennio.guide.domain.figures import FigureFault, figure, referenced
from triennio.guide.domain.pages import PageFaults, figures_of, load, pages, themes
from triennio.guide.domain.search import search
from triennio.guide.domain.text import blocks

TODAY = date(2026, 11, 22)
QUESTIONS = re.findall(
    r"^\| (.+?) \| `([a-z0-9-]+)` \|$",
    (ROOT / "docs/guide-questions.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
# What other rooms link to: these names stay.
PROMISED = re.findall(
    r"[\w-]+",
    "obbligo decorrenza esoneri esenzioni spostamento crediti-mancanti autoformazione tutoraggio estero pubblicazioni "
    "sperimentazioni dossier-individuale dossier-gruppo docenza reclutamento edizioni cinquanta-crediti congressi "
    "assicurazione certificazione attestato novanta-giorni scheda-qualita compensazione premialita pensionati "
    "liberi-professionisti spese otto-giorni ricettario",
)
# Names of trienni and years, acts by number and year, articles: they are names, not amounts of the law.
NAMES = re.compile(
    r"\b20\d\d-20\d\d\b|\b(?:19|20)\d\d\b|\b\d+/(?:19|20)\d\d\b|\barticolo \d+-quater\b|\bDPR \d+/\d{4}\b"
)
AMOUNTS = re.compile(
    r"\d|\b(?:quattro|cinque|sei (?:mesi|anni|giorni|ore)|sette|otto|nove|dieci|dodici|quindici|venti\w*|trent\w+|"
    r"quarant\w+|cinquant\w+|sessant\w+|settant\w+|ottant\w+|novant\w+|cento|mille|metà|un terzo|un quarto|un quinto|"
    r"mezz[’']ora)\b",
    re.IGNORECASE,
)


def test_every_question_has_its_page_and_every_page_a_question() -> None:
    assert len(QUESTIONS) > 120
    assert {slug for _, slug in QUESTIONS} == set(pages())
    assert len({question for question, _ in QUESTIONS}) == len(QUESTIONS)


def test_the_names_other_rooms_use_are_there() -> None:
    assert set(PROMISED) <= set(pages())


@pytest.mark.parametrize(("question", "slug"), QUESTIONS, ids=lambda text: text[:40])
def test_a_question_finds_its_page(question: str, slug: str) -> None:
    assert slug in [page.slug for page in search(question).pages[:4]]


@pytest.mark.parametrize("slug", pages())
def test_no_figure_of_the_law_is_typed(slug: str) -> None:
    page = pages()[slug]
    for text in (page.title, page.text):
        told = NAMES.sub(" ", re.sub(r"\{[^}]*\}|\]\([^)]*\)", " ", text))
        assert AMOUNTS.findall(told) == []


@pytest.mark.parametrize(
    "typed",
    [
        "Servono 150 crediti.",
        "Entro novanta giorni.",
        "Un terzo dell’obbligo.",
        "Il 30 giugno 2026.",
        "La metà.",
    ],
)
def test_a_typed_figure_would_be_seen(typed: str) -> None:
    assert AMOUNTS.search(NAMES.sub(" ", typed))


@pytest.mark.parametrize("slug", pages())
def test_a_page_answers_in_two_lines(slug: str) -> None:
    page = pages()[slug]
    shown = re.sub(r"\{([^}]+)\}", lambda name: figure(name[1], TODAY).shown, page.answer)
    assert len(blocks(page.answer)) == 1
    assert 40 < len(shown) <= 200
    assert shown[0].isupper() or shown[0].isdigit()
    assert shown.endswith((".", "»."))
    assert page.how
    assert page.title.endswith("?")
    assert page.next
    assert page.see


@pytest.mark.parametrize("slug", pages())
def test_every_figure_has_number_validity_and_source(slug: str) -> None:
    for found in figures_of(pages()[slug], TODAY).values():
        assert found.shown
        assert found.validity
        assert found.sources
        assert found.label


def test_every_figure_is_used() -> None:
    used = {name.partition("@")[0] for page in pages().values() for name in referenced(page.text)}
    assert used == set(table("figures"))


def test_every_page_is_in_one_theme() -> None:
    listed = [page.slug for _, _, found in themes() for page in found]
    assert sorted(listed) == sorted(pages())
    assert {path.parent.name for path in PAGES.rglob("*.toml")} == set(table("themes"))


def test_typography() -> None:
    for path in PAGES.rglob("*.toml"):
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("title", "answer", "how", "when", "before"):
            assert "'" not in entry.get(key, ""), (path.name, key)
            assert not re.search(r"\b(?:Lei|deve[ti] |devi)\b", entry.get(key, "")), (path.name, key)


def test_what_the_product_decides_is_never_a_rule() -> None:
    for name, entry in table("figures").items():
        found = (
            figure(f"{name}@2014-2016" if _needs_old(name) else name, TODAY)
            if not _needs_past(name)
            else None
        )
        if found and "product" in entry:
            assert found.rule is None
        elif found:
            assert found.rule is not None


def _needs_old(name: str) -> bool:
    return name in {"fascia-minimo", "fascia-massimo", "prec-soglia-3", "prec-meno-3"}


def _needs_past(name: str) -> bool:
    return name in {"presi-entro", "spostare-entro"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"rules": '["NO-1"]'}, "no rule 'NO-1'"),
        ({"see": '["nessuna"]'}, "no other page 'nessuna'"),
        ({"answer": '"{nulla}"'}, "nulla: not in figures.toml"),
        ({"answer": '"Vedi [qui](nessuna)."'}, "no other page 'nessuna'"),
        ({"rules": "[]"}, "neither a rule nor a source"),
        ({"colour": '"blue"'}, "unknown ['colour']"),
    ],
)
def test_a_bad_page_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], fault: str
) -> None:
    from triennio.guide.domain import pages as module

    monkeypatch.setattr(module, "table", lambda name: {"t": {"title": "T", "pages": ["una"]}})
    entry = {"title": '"Una?"', "answer": '"Così."', "rules": '["OBL-1"]', **change}
    (tmp_path / "t").mkdir()
    (tmp_path / "t/una.toml").write_text(
        "\n".join(f"{key} = {value}" for key, value in entry.items()), encoding="utf-8"
    )
    with pytest.raises(PageFaults, match=re.escape(fault)):
        load(tmp_path)


def test_a_page_in_no_theme_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from triennio.guide.domain import pages as module

    monkeypatch.setattr(module, "table", lambda name: {})
    (tmp_path / "t").mkdir()
    (tmp_path / "t/sola.toml").write_text('title = "Sola?"\n', encoding="utf-8")
    with pytest.raises(PageFaults, match="sola: in no theme"):
        load(tmp_path)


def test_every_rule_a_page_names_is_of_a_family() -> None:
    for page in pages().values():
        assert all(law.family_of(rule) for rule in page.rules)


def test_an_unknown_figure_is_a_fault() -> None:
    with pytest.raises(FigureFault):
        figure("nulla", TODAY)
