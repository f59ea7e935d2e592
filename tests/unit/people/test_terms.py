"""The terms as data: numbered clauses, short, and the ones that must be there."""

from triennio.people.terms import clauses_of, versions


def test_versions_are_different_and_in_order() -> None:
    found = list(versions())
    assert found
    assert len({each.version for each in found}) == len(found)
    assert [each.published for each in found] == sorted(each.published for each in found)


def test_clauses_are_numbered_and_short() -> None:
    for version in versions():
        assert [each.number for each in version.clauses] == [str(n + 1) for n in range(len(version.clauses))]
        assert all(0 < len(each.text) <= 300 for each in version.clauses)


def test_what_must_be_in_them() -> None:
    text = list(versions())[-1].text.lower()
    for words in ("individuale", "personali", "stesso momento", "sospensione", "cancellat", "eccezione"):
        assert words in text, words


def test_the_text_that_is_kept_gives_the_clauses_back() -> None:
    for version in versions():
        assert clauses_of(version.text) == version.clauses
