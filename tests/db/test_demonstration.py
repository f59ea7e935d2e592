"""The fictional people are what their stories say, whatever day the demonstration is loaded on."""

from datetime import UTC, datetime
from typing import Any

import pytest

from triennio.demonstration import cast
from triennio.demonstration.load import load
from triennio.kernel.tax_code import is_valid
from triennio.people.models import Account, Professional
from triennio.platform import clock
from triennio.registry.queries.case import case_of

pytestmark = pytest.mark.django_db
DAYS = (datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2027, 6, 1, 12, tzinfo=UTC))


def _positions(persona: cast.Persona) -> dict[str, Any]:
    professional = Professional.objects.get(account__email=persona.email)
    known = case_of(professional, clock.today())
    answer = known.answer()
    assert answer["ignored"] == []
    return {"expected": known.expected, **{each["triennio"]: each for each in answer["trienni"]}}


@pytest.mark.parametrize("day", DAYS)
def test_everybody_is_as_told(day: datetime, settings, tmp_path) -> None:
    settings.KEYS = tmp_path / "keys"
    with clock.held_at(day):
        assert load()
        nurse = _positions(cast.NURSE)
        assert nurse["2023-2025"]["certifiable"]
        assert len(nurse["expected"]) == 1
        debtor = _positions(cast.PHYSIOTHERAPIST)
        assert float(debtor["2020-2022"]["missing"]) > 0
        assert float(debtor["2023-2025"]["missing"]) > 0
        doctor = _positions(cast.DOCTOR)
        rules = [step["rule"] for step in doctor["2023-2025"]["steps"]]
        assert "EXE-2" in rules
        assert any(each["verdict"] == "does_not_count" for each in doctor["2023-2025"]["credits"])
        newcomer = _positions(cast.PSYCHOLOGIST)
        assert newcomer["2026-2028"]["years_due"] == 3
        assert "2023-2025" not in newcomer
        assert _positions(cast.DENTIST)["2026-2028"]["obligation"] == "0.00"


def test_it_never_mixes_with_real_accounts(settings, tmp_path) -> None:
    settings.KEYS = tmp_path / "keys"
    Account.objects.create_user("vera@prova.example", "x")
    assert not load()
    assert not Professional.objects.exists()


def test_loading_twice_changes_nothing(settings, tmp_path) -> None:
    settings.KEYS = tmp_path / "keys"
    assert load()
    before = Professional.objects.count()
    assert not load()
    assert Professional.objects.count() == before == len(cast.CAST) + 60
    assert all(is_valid(code) for code in Professional.objects.values_list("tax_code", flat=True))
