"""The journal: chains that hold, changes that show, contents that can be erased, a root for the night."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from triennio.platform import journal
from triennio.platform.models import JournalAnchor, JournalContent, JournalEntry, JournalHead
from triennio.platform.permissions import SYSTEM, Actor

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _write(aggregate: str, count: int = 3) -> None:
    for number in range(count):
        with transaction.atomic():
            journal.append(aggregate, "thing.done", {"number": number}, actor=SYSTEM, at=AT)


def _change(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_chain_that_nobody_touched_holds() -> None:
    _write("request:a")
    _write("request:b", 2)
    assert list(journal.verify()) == []
    assert JournalHead.objects.get(aggregate="request:a").sequence == 3


@pytest.mark.parametrize(
    ("sql", "where", "why"),
    [
        ("UPDATE platform_journalentry SET actor = 7 WHERE sequence = 2", 2, "changed"),
        ("UPDATE platform_journalentry SET act = 'other' WHERE sequence = 1", 1, "changed"),
        ("UPDATE platform_journalcontent SET data = '{\"number\": 9}'", 1, "content changed"),
        ("UPDATE platform_journalhead SET sequence = 2", 2, "head"),
    ],
)
def test_a_change_behind_the_product_s_back_shows(sql: str, where: int, why: str) -> None:
    _write("request:a")
    _change(sql)
    found = list(journal.verify())
    assert (found[0].aggregate, found[0].sequence, found[0].why) == ("request:a", where, why)


def test_a_link_taken_out_shows() -> None:
    _write("request:a")
    JournalContent.objects.filter(entry__sequence=2).delete()
    JournalEntry.objects.filter(sequence=2).delete()
    assert {each.why for each in journal.verify("request:a")} == {"missing", "changed"}


def test_the_end_of_a_chain_taken_away_shows() -> None:
    _write("request:a")
    JournalContent.objects.filter(entry__sequence=3).delete()
    JournalEntry.objects.filter(sequence=3).delete()
    assert [each.why for each in journal.verify()] == ["head"]


def test_personal_content_can_be_erased_and_the_chain_still_holds() -> None:
    _write("request:a")
    JournalContent.objects.all().delete()
    assert list(journal.verify()) == []


def test_equal_contents_have_different_commitments() -> None:
    with transaction.atomic():
        entries = [journal.append("a:1", "x", {"n": 1}, actor=Actor(5), at=AT) for _ in range(2)]
    assert entries[0].commitment != entries[1].commitment


def test_the_root_of_the_night_is_kept_once_and_changes_with_every_chain() -> None:
    _write("request:a")
    first = journal.anchor(date(2026, 11, 22), AT)
    _write("request:a", 1)
    again = journal.anchor(date(2026, 11, 22), AT)
    assert again.root == first.root
    assert journal.root()[1] != first.root
    assert JournalAnchor.objects.count() == 1


def test_the_night_writes_the_root_where_somebody_else_can_keep_it(settings, tmp_path, mailoutbox) -> None:
    from triennio.platform.nightly import run_due

    settings.ANCHORS, settings.UPLOADS = tmp_path / "anchors", tmp_path / "uploads"
    settings.ANCHOR_EMAIL = ["notaio@prova.example"]
    _write("request:a")
    assert "journal.anchor" in run_due()
    assert run_due() == []
    [file] = (tmp_path / "anchors").iterdir()
    root = JournalAnchor.objects.get().root
    assert root in file.read_text()
    assert root in mailoutbox[0].body


@given(st.lists(st.text(alphabet="0123456789abcdef", min_size=1, max_size=8), max_size=12))
def test_a_root_tells_any_two_lists_apart(leaves: list[str]) -> None:
    root = journal.merkle_root(leaves)
    assert root != journal.merkle_root([*leaves, "0"])
    if leaves:
        assert root != journal.merkle_root(leaves[:-1])
        assert root != journal.merkle_root([leaves[0] + "x", *leaves[1:]])
