"""What SPID, CIE and plain OpenID Connect say of a person."""

from triennio.kernel.tax_code import with_homocody
from triennio.people.identity.claims import Claims, read_claims

CODE = "RSSMRA85T10A562S"


def test_names_of_spid() -> None:
    said = {
        "fiscalNumber": f"TINIT-{CODE}",
        "name": "Noè",
        "familyName": "D’Esempio",
        "email": "n@prova.example",
    }
    assert read_claims(said) == Claims(CODE, "Noè", "D’Esempio", "n@prova.example")


def test_names_as_addresses_and_those_of_openid() -> None:
    said = {
        "https://attributes.spid.gov.it/fiscalNumber": f"TINIT-{CODE.lower()}",
        "given_name": "Noè",
        "name": "Noè D’Esempio",
        "family_name": "D’Esempio",
    }
    assert read_claims(said) == Claims(CODE, "Noè", "D’Esempio", "")


def test_a_homocode_is_kept_as_issued() -> None:
    code = with_homocody(CODE, 2)
    assert read_claims({"fiscalNumber": f"TINIT-{code}"}).tax_code == code


def test_a_code_that_is_wrong_or_foreign_is_no_code() -> None:
    for wrong in ("TINIT-RSSMRA85T10A562X", "TINDE-12345678901", "", "TINIT-"):
        assert read_claims({"fiscalNumber": wrong}).tax_code == ""
