"""Training abroad: bodies of the LEEF list in full, others in the listed countries for a half (IND-EST1, 2, o)."""

from __future__ import annotations

from datetime import date

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Training
from triennio.registry.domain.requests.fields import YES_NO, Choices, Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation, future, ordered
from triennio.rules.book import load

NAMES = {
    "AT": N_("Austria"), "BE": N_("Belgio"), "BG": N_("Bulgaria"), "CA": N_("Canada"), "CH": N_("Svizzera"),
    "CY": N_("Cipro"), "CZ": N_("Cechia"), "DE": N_("Germania"), "DK": N_("Danimarca"), "EE": N_("Estonia"),
    "ES": N_("Spagna"), "FI": N_("Finlandia"), "FR": N_("Francia"), "GB": N_("Regno Unito"),
    "GR": N_("Grecia"), "HR": N_("Croazia"), "HU": N_("Ungheria"), "IE": N_("Irlanda"), "LT": N_("Lituania"),
    "LU": N_("Lussemburgo"), "LV": N_("Lettonia"), "MT": N_("Malta"), "NL": N_("Paesi Bassi"),
    "PL": N_("Polonia"), "PT": N_("Portogallo"), "RO": N_("Romania"), "SE": N_("Svezia"),
    "SI": N_("Slovenia"), "SK": N_("Slovacchia"), "US": N_("Stati Uniti"),
}  # fmt: skip
ELSEWHERE = "other"


def countries() -> Choices:
    """The countries that some list of the rulebook admits, by name, and the rest of the world last."""
    listed = {code for each in load().countries.values() for code in (*each["codes"], *each["codes_until"])}
    known = sorted(((code, NAMES[code]) for code in listed), key=lambda pair: pair[1])
    return (*known, (ELSEWHERE, N_("Un altro Paese")))


def admitted(country: str, day: date) -> bool:
    """Whether training in a country can count on that day."""
    for each in load().countries.values():
        if each["from"] <= day <= each.get("to", date.max):
            until = each["codes_until"].get(country)
            return country in each["codes"] or (until is not None and day <= until)
    return False


def fields(situation: Situation) -> tuple[Field, ...]:
    """The body, the place, what its certificate says."""
    del situation
    return (
        Field("body", "text", N_("Ente che ha organizzato la formazione")),
        Field("title", "text", N_("Titolo dell’attività")),
        Field(
            "leef",
            "choice",
            N_("L’ente è nella lista LEEF?"),
            N_("È l’elenco degli enti esteri riconosciuti dalla Commissione nazionale."),
            choices=YES_NO,
        ),
        Field("country", "choice", N_("Paese"), choices=countries()),
        Field("distance", "choice", N_("Si è svolta a distanza?"), choices=YES_NO),
        Field("start", "day", N_("Dal")),
        Field("end", "day", N_("Al"), N_("Questo giorno decide in quale triennio contano i crediti.")),
        Field(
            "credits",
            "amount",
            N_("Crediti scritti sull’attestato"),
            N_("Lasciare vuoto se l’attestato non li riporta."),
            required=False,
        ),
        Field(
            "hours",
            "whole",
            N_("Ore scritte sull’attestato"),
            N_("Ore intere; lasciare vuoto se l’attestato non le riporta."),
            required=False,
            most=2000,
        ),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """Distance and unlisted countries count for bodies of the list only; without credits and hours nothing does."""
    found = ordered(values)
    outside = values.get("leef") == "no"
    if outside and values.get("distance") == "yes":
        found.append(
            Objection(
                "distance",
                "DISTANCE_NOT_LEEF",
                Message(N_("La formazione a distanza presso enti fuori dalla LEEF non dà crediti.")),
                Message(N_("Controllare se l’ente è nella lista, sul sito di Agenas.")),
                rule="IND-EST2",
            )
        )
    if "end" not in values:
        return found
    found += future("end", values["end"], situation.today)
    if outside and "country" in values and not admitted(values["country"], values["end"]):
        found.append(
            Objection(
                "country",
                "COUNTRY_NOT_LISTED",
                Message(N_("Fuori dalla LEEF, la formazione in questo Paese non dà crediti in quella data.")),
                Message(N_("Chiedere all’Ordine se la delibera sui Paesi esteri lo comprende.")),
                rule="IND-EST2",
            )
        )
    if not values.get("credits") and not values.get("hours"):
        found.append(
            Objection(
                "hours",
                "NOTHING_STATED",
                Message(N_("Se l’attestato non riporta né crediti né ore, non si può attribuire nulla.")),
                Message(N_("Chiedere all’ente un attestato con i crediti o con le ore.")),
                rule="IND-EST2",
            )
        )
    return found


def change(values: Values, situation: Situation) -> Training:
    """What the certificate states, acquired on the last day."""
    del situation
    data = {"leef": values["leef"] == "yes", "distance": values["distance"] == "yes"}
    more: dict[str, str] = {}
    if values["country"] != ELSEWHERE:
        more["country"] = values["country"]
    for name in ("credits", "hours"):
        if values.get(name):
            more[name] = str(values[name])
    described = {name: values[name] for name in ("body", "title")}
    described["start"] = values["start"].isoformat()
    return Training("abroad", values["end"], {**data, **more}, described)


ABROAD = Kind(
    name="abroad",
    slug="estero",
    family="individual",
    title=N_("Formazione all’estero"),
    lead=N_("Un’attività svolta fuori dall’Italia, non organizzata da un provider ECM."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=lambda values, situation: (
        ProofWanted("proof", N_("Attestato dell’ente"), hint=N_("Con i crediti o le ore.")),
    ),
    guide="estero",
    needs=(N_("l’attestato dell’ente"), N_("il Paese e le date")),
)
