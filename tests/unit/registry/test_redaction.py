"""What others may see of a position: the numbers still add up, and nothing is left that tells a kind of absence."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triennio.registry.domain import redaction
from triennio.registry.domain.redaction import redacted, redacted_case, tells_an_absence
from triennio.rules.ecm.facts import EXEMPTION_KINDS, EXONERATION_KINDS
from triennio.rules.families import position

KINDS = [
    *(("exonerations", kind) for kind in EXONERATION_KINDS),
    *(("exemptions", kind) for kind in EXEMPTION_KINDS),
]
FIRST, LAST = date(2014, 1, 1), date(2026, 11, 22)


def course(name: str, day: str, credits: str = "20.0") -> dict[str, Any]:
    return {"id": name, "kind": "event", "role": "learner", "credits": credits, "acquired": day}


def absence(kind: str, since: str, until: str, name: str = "a1") -> dict[str, Any]:
    row: dict[str, Any] = {"id": name, "kind": kind, "from": since, "to": until}
    if kind in EXONERATION_KINDS:
        row |= {"filed": until}
    if kind == "unlisted":
        row |= {"credits": "20.0"}
    if kind.startswith("university_course") or kind == "other_course_60cfu":
        row |= {"hours": "90"}
    return row


def case(**more: Any) -> dict[str, Any]:
    return {
        "as_of": "2026-11-22",
        "person": {
            "id": "p1", "profession": 14, "practice": "employee", "born": "1970-01-01",
            "register": [{"act": "enrolment", "date": "2010-03-01"}],
        },
        "facts": [{"kind": "previous_credits", "triennio": "2011-2013", "credits": "120.00"}],
        "exonerations": [], "exemptions": [], "moves": [],
        "credits": [course(f"c{year}", f"{year}-04-10") for year in range(2014, 2027)],
        **more,
    }  # fmt: skip


def words(value: Any) -> set[str]:
    """Every text of an answer that is not a number, a day or the name of a triennio or a credit."""
    if isinstance(value, dict):
        return set().union(*(words(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(words(each) for each in value))
    if not isinstance(value, str) or not any(letter.isalpha() for letter in value):
        return set()
    return {"".join("#" if letter.isdigit() else letter for letter in value)}


def steps_of(answer: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [each["steps"] for each in answer["trienni"]]


@pytest.mark.parametrize(("group", "kind"), KINDS)
@pytest.mark.parametrize("year", [2015, 2018, 2021, 2024, 2026])
def test_every_kind_reads_the_same(group: str, kind: str, year: int) -> None:
    """Of an absence of any kind only the neutral words are left beside those of a position without absences."""
    with_it = case(**{group: [absence(kind, f"{year}-01-05", f"{year}-12-20")]})
    seen = redacted(position(with_it))
    fewer = [each for each in case()["credits"] if not each["acquired"].startswith(str(year))]
    plain = words(position(case())) | words(position(case(credits=fewer)))
    neutral = {redaction.LABEL, redaction.NOTE, redaction.REASON, "does_not_count", "partly", "counts"}
    left = {text for text in words(seen) - plain - neutral if not _of_totals(text)}
    assert left == set()
    assert kind not in json.dumps([seen, redacted_case(with_it)])


def _of_totals(text: str) -> bool:
    """Sentences of limits and reductions, which depend on amounts and not on what an absence was for."""
    known = (
        "Nel ####-#### risultano", "Oltre ", "I #", "Crediti del triennio", "RED-", "CAP-", "Supera", "Riduzione",
    )  # fmt: skip
    return text.startswith(known) and not any(word in text.lower() for word in ("esoner", "esenzion"))


@pytest.mark.parametrize("birth", ["1950-02-02", "1956-02-02"])
def test_retirement_is_an_absence_too(birth: str) -> None:
    someone = case(
        person={**case()["person"], "born": birth},
        facts=[{"kind": "retired", "from": "2024-07-01", "yearly_income": "3200.00"}],
    )
    text = json.dumps([redacted(position(someone)), redacted_case(someone)])
    for telling in ("retired", "RET-", "EXE-", "income", "3200", "senzione"):
        assert telling not in text


@pytest.mark.parametrize("where", ["ignored", "notes"])
def test_what_had_no_effect_is_not_told_of_absences(where: str) -> None:
    items = [
        {"what": "$.exemptions[0]", "rule": "REG-4", "reason": "…"},
        {"what": "$.exonerations[2]", "rule": "EXO-4", "reason": "…"},
        {"what": "$.facts[1]", "rule": "RET-1", "reason": "…"},
        {"what": "$.moves[0]", "rule": "REC-1", "reason": "fuori termine"},
    ]
    answer = {**position(case()), where: items}
    assert [each["what"] for each in redacted(answer)[where]] == ["$.moves[0]"]


def test_a_case_keeps_only_the_days_of_absences() -> None:
    both = case(
        exonerations=[absence("phd", "2020-11-01", "2023-10-31", "x1")],
        exemptions=[absence("maternity", "2019-02-01", "2019-06-30", "e1")],
    )
    seen = redacted_case(both)
    assert seen["absences"] == [
        {"id": "e1", "from": "2019-02-01", "to": "2019-06-30"},
        {"id": "x1", "from": "2020-11-01", "to": "2023-10-31"},
    ]
    assert not {"exonerations", "exemptions"} & seen.keys()


def test_nothing_to_hide_stays_as_it_is() -> None:
    answer = position(case())
    assert redacted(answer) == answer


absences = st.lists(
    st.tuples(st.sampled_from(KINDS), st.dates(FIRST, LAST), st.integers(min_value=10, max_value=900)),
    max_size=5,
)


@given(absences)
def test_the_steps_always_lead_to_the_obligation(drawn: list[Any]) -> None:
    made = case()
    for number, ((group, kind), since, days) in enumerate(drawn):
        until = date.fromordinal(since.toordinal() + days)
        made[group].append(absence(kind, since.isoformat(), until.isoformat(), f"a{number}"))
    answer = position(made)
    seen = redacted(answer)
    for before, after in zip(answer["trienni"], seen["trienni"], strict=True):
        running = Decimal(before["standard"])
        for step in after["steps"]:
            assert Decimal(step["base"]) == running
            running += Decimal(step["amount"])
            assert Decimal(step["result"]) == running
            assert not tells_an_absence(step["rule"])
        assert running == Decimal(before["obligation"])
        assert sum(not step["rule"] for step in after["steps"]) <= 1
        assert not any(tells_an_absence(credit["rule"]) for credit in after["credits"])
        same = ("obligation", "learner", "recognised", "missing", "surplus", "caps", "quotas")
        assert [before[name] for name in same] == [after[name] for name in same]
    assert steps_of(redacted(seen)) == steps_of(seen)
