"""What is sealed opens only with the key, for its organisation, in its place."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fewer
from hypothesis import strategies as st

from triennio.platform import vault


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> Path:
    """An empty folder of keys."""
    settings.KEYS = tmp_path / "keys"
    vault.forget_cached_keys()
    yield settings.KEYS
    vault.forget_cached_keys()


@fewer(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=300), st.integers(min_value=1, max_value=9) | st.none())
def test_what_is_sealed_comes_back_and_is_never_twice_the_same(
    content: bytes, organisation: int | None
) -> None:
    first = vault.seal(content, organisation=organisation, place="request:1")
    second = vault.seal(content, organisation=organisation, place="request:1")
    assert first != second
    assert vault.unseal(first, organisation=organisation, place="request:1") == content


def test_it_opens_nowhere_else() -> None:
    sealed = vault.seal(b"maternity", organisation=1, place="request:1")
    assert b"maternity" not in sealed
    for organisation, place in ((2, "request:1"), (1, "request:2"), (None, "request:1")):
        with pytest.raises(vault.VaultError):
            vault.unseal(sealed, organisation=organisation, place=place)
    with pytest.raises(vault.VaultError):
        vault.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), organisation=1, place="request:1")
    with pytest.raises(vault.VaultError):
        vault.unseal(b"", organisation=1, place="request:1")


def test_a_newer_key_seals_and_the_older_still_opens(keys: Path) -> None:
    old = vault.seal(b"x", organisation=1, place="p")
    (keys / "ffffffff.key").write_text("11" * 32)
    vault.forget_cached_keys()
    new = vault.seal(b"x", organisation=1, place="p")
    assert new.startswith(b"ffffffff")
    assert vault.unseal(old, organisation=1, place="p") == b"x"


def test_without_its_key_nothing_opens(keys: Path) -> None:
    sealed = vault.seal(b"x", organisation=1, place="p")
    [file] = keys.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    file.unlink()
    vault.forget_cached_keys()
    with pytest.raises(vault.VaultError):
        vault.unseal(sealed, organisation=1, place="p")
