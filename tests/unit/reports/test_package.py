"""Files as people send them: signed by openssl with our own authority, zipped, spoilt."""

from __future__ import annotations

import base64
import io
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reports import signing
from tests.unit.reports.making import checked, code, document, faults, places, row
from tests.unit.reports.signing import AT, Authority, Signer, sign
from triennio.reports import safe_xml
from triennio.reports.package import open_file
from triennio.reports.safe_xml import UnreadableFile
from triennio.reports.signature import certificates

WHO = code(500)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def signer(authority: Authority) -> Signer:
    return authority.issue("Prova Esempio", f"TINIT-{WHO}")


def zipped(*contents: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"rapporto{number}.xml", content)
    return stream.getvalue()


@pytest.mark.parametrize("with_rsa", [False, True])
@pytest.mark.parametrize(
    ("form", "options"),
    [("DER", ()), ("PEM", ()), ("DER", ("-stream",)), ("DER", ("-keyid",)), ("DER", ("-noattr",))],
)
def test_a_signed_report_is_read_and_its_signer_named(
    authority: Authority, with_rsa: bool, form: str, options: tuple[str, ...]
) -> None:
    who = authority.issue("Prova Esempio", f"TINIT-{WHO}", with_rsa=with_rsa)
    kept = tuple(option for option in options if option != "-noattr")
    if "-noattr" in options:
        words = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-noattr", "-outform", form]
        words += ["-signer", str(who.certificate), "-inkey", str(who.key)]
        envelope = subprocess.run(words, input=document(), capture_output=True, check=True).stdout
    else:
        envelope = sign(document(), who, form=form, options=kept)
    outcome = checked(envelope, "rapporto.xml.p7m")
    assert outcome.faults == ()
    (one,) = outcome.signatures
    assert (one.name, one.tax_code, one.whole, one.trusted) == ("Prova Esempio", WHO, True, None)
    assert one.statement == "firma integra, certificato non verificato"
    assert one.valid_from == signing.FROM
    assert outcome.participants[0].tax_code == code()


def test_base64_without_frame_is_opened_too(signer: Signer) -> None:
    bare = base64.encodebytes(sign(document(), signer))
    assert open_file(bare).content == document()


@pytest.mark.parametrize(
    ("serial", "found"),
    [(f"TINIT-{WHO}", WHO), (f"IT:{WHO}", WHO), (f"{WHO}", WHO), (f"TINIT-{WHO[:-1]}A", ""), (None, "")],
)  # fmt: skip
def test_where_the_tax_code_of_a_signer_stands(authority: Authority, serial: str | None, found: str) -> None:
    outcome = checked(sign(document(), authority.issue("Altra Prova", serial)), "r.xml.p7m")
    assert outcome.signatures[0].tax_code == found
    assert places(list(outcome.faults)) == ([] if found else [(0, "firma", "SIGNER_WITHOUT_TAX_CODE")])


def test_two_signers_and_two_envelopes(authority: Authority, signer: Signer) -> None:
    other = authority.issue("Seconda Firma", None, with_rsa=True)
    both = checked(sign(document(), signer, other), "r.p7m")
    assert {one.name for one in both.signatures} == {"Prova Esempio", "Seconda Firma"}
    assert both.faults == ()
    nested = checked(sign(sign(document(), signer), other), "r.p7m.p7m")
    assert [one.name for one in nested.signatures] == ["Seconda Firma", "Prova Esempio"]
    assert nested.faults == ()


def test_a_changed_document_is_found_out(signer: Signer) -> None:
    spoilt = sign(document(), signer).replace(b'cod_obi="18"', b'cod_obi="19"')
    assert places(faults(spoilt, "r.xml.p7m")) == [(0, "firma", "SIGNATURE_BROKEN")]
    assert checked(spoilt).signatures[0].statement == "firma non integra"


def test_a_changed_signature_is_found_out(signer: Signer) -> None:
    envelope = bytearray(sign(document(), signer))
    envelope[-5] ^= 1
    assert places(faults(bytes(envelope), "r.xml.p7m")) == [(0, "firma", "SIGNATURE_BROKEN")]


def test_trust_is_what_the_anchors_say(authority: Authority, signer: Signer, tmp_path: Path) -> None:
    envelope = sign(document(), signer)
    anchors = certificates(authority.path.read_bytes())
    trusted = checked(envelope, anchors=anchors, at=AT)
    assert trusted.faults == ()
    assert trusted.signatures[0].statement == "firma integra, certificato verificato"
    stranger = certificates(Authority(tmp_path, "Un altro ente").path.read_bytes())
    assert places(faults(envelope, anchors=stranger, at=AT)) == [(0, "firma", "SIGNATURE_UNTRUSTED")]
    expired = sign(document(), authority.issue("Prova Scaduta", f"TINIT-{WHO}", days=30))
    assert places(faults(expired, anchors=anchors, at=AT)) == [(0, "firma", "SIGNATURE_UNTRUSTED")]
    assert places(faults(expired)) == []


def test_a_zip_with_the_report_in_an_envelope(signer: Signer) -> None:
    package = open_file(sign(zipped(document()), signer))
    assert (package.content, package.zipped, package.envelopes) == (document(), True, 1)
    assert faults(sign(zipped(document(), method=zipfile.ZIP_STORED), signer), "r.zip.p7m") == []


def test_spaces_in_the_name_of_a_signed_file(signer: Signer) -> None:
    (found,) = faults(sign(document(), signer), "cartella/il mio rapporto.xml.p7m")
    assert (found.code, found.suggestion) == ("FILE_NAME", "il_mio_rapporto.xml.p7m")
    assert faults(document(), "il mio rapporto.xml") == []


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        checked(content)
    return str(caught.value)


def test_zips_that_are_refused(signer: Signer) -> None:
    assert "senza firma" in refusal(zipped(document()))
    assert "2 elementi" in refusal(sign(zipped(document(), b"x"), signer))
    assert "0 elementi" in refusal(sign(zipped(), signer))
    assert "altro zip" in refusal(sign(zipped(zipped(document())), signer))
    assert "guasto" in refusal(sign(zipped(document())[:-30], signer))
    assert "compressione" in refusal(sign(zipped(document(), method=zipfile.ZIP_LZMA), signer))
    locked = bytearray(zipped(document()))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    assert "password" in refusal(sign(bytes(locked), signer))


def test_a_bomb_stops_at_the_limit_even_if_its_directory_lies(signer: Signer) -> None:
    bomb = bytearray(zipped(b" " * (safe_xml.MAX_BYTES + 1)))
    assert len(bomb) < 100_000
    assert "MB" in refusal(sign(bytes(bomb), signer))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", bomb, bomb.index(mark) + place, 100)
    assert refusal(sign(bytes(bomb), signer))


def test_envelopes_that_cannot_be_opened(signer: Signer) -> None:
    detached = sign(document(), signer)
    assert "guasta" in refusal(detached[: len(detached) // 2])
    assert "guasta" in refusal(b"\x30\x82\x00")
    assert "vuota" in refusal(sign(b"", signer))
    deep = document()
    for _ in range(4):
        deep = sign(deep, signer)
    assert "troppe" in refusal(deep)


def test_a_detached_signature_holds_no_document(signer: Signer) -> None:
    words = ["openssl", "cms", "-sign", "-binary", "-outform", "DER"]
    words += ["-signer", str(signer.certificate), "-inkey", str(signer.key)]
    alone = subprocess.run(words, input=document(), capture_output=True, check=True).stdout
    assert "staccata" in refusal(alone)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "vuoto"),
        (b" \n", "vuoto"),
        (b"ciao", "non \u00e8 un rapporto"),
        (b"<dataroot>", "ben formato"),
        (b"<dataroot/><dataroot/>", "ben formato"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><dataroot/>', "DOCTYPE"),
        (b'<?xml version="1.0"?><!-- x --> <?p?><!DOCTYPE d SYSTEM "http://esempio.invalid/d"><dataroot/>', "DOCTYPE"),
        ('<!DOCTYPE d><dataroot/>'.encode("utf-16"), "DOCTYPE"),
        (b"<dataroot>&ignota;</dataroot>", "ben formato"),
        (b'<?xml version="1.0" encoding="utf-7"?><dataroot/>', "codifica"),
        (b'<?xml version="1.0" encoding="boh"?><dataroot/>', "codifica"),
        (b'<?xml version="1.0" encoding="utf-8"?><dataroot x="\xe0"/>', "non \u00e8 un carattere"),
        (b"a;b\n1;2\n", "--event"),
    ],
)  # fmt: skip
def test_what_is_no_report(content: bytes, word: str) -> None:
    assert word in refusal(content)


def test_a_document_above_the_limit() -> None:
    big = document(row()) + b" " * safe_xml.MAX_BYTES
    assert "supera" in refusal(big)
    assert "supera" in refusal(zlib.compress(b"") + big)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    said: list[str] = []
    for start in (b"", b"\x30\x80", b"PK\x03\x04", b"<", b"-----BEGIN CMS-----\n"):
        try:
            checked(start + content)
        except UnreadableFile as error:
            said.append(str(error))
    assert all(sentence.endswith(".") for sentence in said)


@given(place=st.integers(0, 10**6), value=st.integers(0, 255))
def test_no_damage_to_an_envelope_passes_for_a_whole_signature(
    place: int, value: int, envelope: bytes
) -> None:
    place %= len(envelope)
    damaged = envelope[:place] + bytes([value]) + envelope[place + 1 :]
    try:
        package = open_file(damaged)
    except UnreadableFile:
        return
    if any(one.whole for one in package.signatures):
        assert package.content == document()


@pytest.fixture(scope="module")
def envelope(authority: Authority, signer: Signer) -> bytes:
    return sign(document(), signer)
