"""Lists of members as offices send them; needs that point at nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.kernel.refusal import Refusal
from triennio.kernel.tax_code import made_up
from triennio.registry.domain import dossiers as plans
from triennio.registry.domain import dossiers_members as lists
from triennio.registry.domain.dossiers_needs import LEAST, needs
from triennio.rules.book import load

KNOWN = plans.objectives(load("ecm"))
ONE, TWO = (made_up("Prova", "Anna", date(1980, 1, 1), "F", number) for number in (1, 2))


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{TWO}",
        f"{ONE.lower()}\r\n\r\n  {TWO}\n",
        f"\ufeffCodice fiscale\n{ONE}\n{TWO}",
        f"Nome;Codice Fiscale;Reparto\nAnna;{ONE};A\nAnna;{TWO};B",
        f'nome,cod_fisc\n"Anna, x",{ONE}\nAnna,{TWO}',
        f"nome\tcf\nAnna\t{ONE}\nAnna\t{TWO}",
    ],
)
def test_a_list_is_read_however_it_is_laid_out(text):
    assert [row.code for row in lists.read(text)] == [ONE, TWO]


def test_faults_name_their_line_as_the_editor_counts_it():
    rows = lists.read(f"codice fiscale\n{ONE}\nX\n\n{ONE}\n{TWO[:-1]}?")
    assert [(row.number, bool(row.fault)) for row in rows] == [(2, False), (3, True), (5, True), (6, True)]
    assert rows[2].fault == "È già alla riga 2."


def test_a_code_with_spaces_is_suggested_not_guessed():
    (row,) = lists.read(f"{ONE[:6]} {ONE[6:]}")
    assert (row.code, row.suggestion) == ("", ONE)


@pytest.mark.parametrize("text", ["", "\n \n", "codice fiscale\n"])
def test_an_empty_list_is_refused(text):
    with pytest.raises(Refusal, match="MEMBERS_EMPTY"):
        lists.read(text)


@given(st.text(max_size=300))
def test_any_text_is_rows_or_a_refusal(text):
    try:
        rows = lists.read(text)
    except Refusal as refusal:
        rows, said = [], refusal.code
    else:
        said = "MEMBERS_EMPTY" if not rows else ""
    assert all(row.code or row.fault for row in rows)
    assert said == ("" if rows else "MEMBERS_EMPTY")


_counts = st.dictionaries(
    st.tuples(st.sampled_from(sorted(KNOWN)), st.integers(1, 30)), st.integers(0, 40), max_size=40
)


@given(_counts, st.sampled_from(["", "technical", "process", "system"]), st.none() | st.integers(1, 30))
def test_nothing_published_points_at_a_few(counts, area, profession):
    found = needs(counts, KNOWN, area=area, profession=profession)
    for each in found.needs:
        assert all(count >= LEAST for _, count in each.professions)
        # No number is a sum with hidden parts, so no difference of two numbers is a hidden part.
        assert each.total == sum(count for _, count in each.professions)
        assert all(counts[each.objective.code, code] == count for code, count in each.professions)
    assert sum(found.areas.values()) == sum(each.total for each in found.needs)
