"""Scientific publications: Scopus or Web of Science from 2019 (IND-PUB), journals, acts and books before (IND-PUBo)."""

from __future__ import annotations

import re
from datetime import date

from triennio.kernel.messages import N_, Message
from triennio.registry.domain.requests.changes import Training
from triennio.registry.domain.requests.fields import YES_NO, Field, Values
from triennio.registry.domain.requests.kind import Kind, Objection, ProofWanted, Situation, future

INDEXED_ONLY_FROM = date(2019, 1, 1)  # IND-PUB
MEDIA = (
    ("journal", N_("Articolo su rivista")),
    ("proceedings", N_("Atti di un congresso")),
    ("book", N_("Libro, capitolo o monografia")),
)
POSITIONS = (("first", N_("Primo nome")), ("last", N_("Ultimo nome")), ("other", N_("Un’altra posizione")))
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_SCOPUS = re.compile(r"(?:2-s2\.0-)?[0-9]{8,12}")
_WOS = re.compile(r"(?:WOS:)?[0-9A-Z]{15}")
SHAPES = {
    "doi": (_DOI, Message(N_("Un DOI comincia per 10. e ha una barra, per esempio 10.1000/182."))),
    "scopus": (_SCOPUS, Message(N_("Il codice Scopus è 2-s2.0- seguito da cifre, oppure le sole cifre."))),
    "wos": (_WOS, Message(N_("Il codice Web of Science è WOS: seguito da 15 cifre o lettere."))),
}


def fields(situation: Situation) -> tuple[Field, ...]:
    """Bibliographic data, identifiers, position of the name."""
    del situation
    return (
        Field("medium", "choice", N_("Dove è uscita"), choices=MEDIA),
        Field("authors", "text", N_("Autori"), N_("Come stanno nella pubblicazione, in ordine.")),
        Field("title", "text", N_("Titolo")),
        Field("source", "text", N_("Rivista, atti o editore"), N_("Con volume, fascicolo e pagine.")),
        Field(
            "published",
            "day",
            N_("Data di pubblicazione"),
            N_("Questo giorno decide la misura e il triennio."),
        ),
        Field("position", "choice", N_("Posizione del proprio nome"), choices=POSITIONS),
        Field(
            "indexed",
            "choice",
            N_("È presente in Scopus o in Web of Science?"),
            N_("Fino al 2018 vale anche il Citation Index."),
            choices=YES_NO,
        ),
        Field("scopus", "text", N_("Codice Scopus"), required=False, when=("indexed", ("yes",)), limit=40),
        Field(
            "wos",
            "text",
            N_("Codice Web of Science"),
            required=False,
            when=("indexed", ("yes",)),
            limit=40,
        ),
        Field("doi", "text", "DOI", required=False, limit=200),
    )


def objections(values: Values, situation: Situation) -> list[Objection]:
    """Identifiers of the right shape; from 2019 only indexed publications, with a code."""
    found: list[Objection] = []
    for name, (shape, message) in SHAPES.items():
        if name in values and not shape.fullmatch(values[name].upper() if name == "wos" else values[name]):
            found.append(
                Objection(name, "IDENTIFIER", message, Message(N_("Copiarlo dalla scheda della banca dati.")))
            )
    published = values.get("published")
    if published is None:
        return found
    found += future("published", published, situation.today)
    if published >= INDEXED_ONLY_FROM and values.get("indexed") == "no":
        found.append(
            Objection(
                "indexed",
                "NOT_INDEXED",
                Message(N_("Dal 2019 danno crediti solo le pubblicazioni in Scopus o Web of Science.")),
                Message(N_("Lo studio fatto per scriverla può essere chiesto come autoformazione.")),
                rule="IND-PUB",
            )
        )
    elif published >= INDEXED_ONLY_FROM and "indexed" in values and not {"scopus", "wos"} & values.keys():
        found.append(
            Objection(
                "scopus",
                "IDENTIFIER_MISSING",
                Message(N_("Serve il codice Scopus oppure quello di Web of Science.")),
                Message(N_("Si trova nella scheda della pubblicazione sulla banca dati.")),
                rule="IND-PUB",
            )
        )
    return found


def change(values: Values, situation: Situation) -> Training:
    """Acquired on the day of publication."""
    del situation
    data = {
        "indexed": values["indexed"] == "yes",
        "medium": values["medium"],
        "position": values["position"],
    }
    told = ("authors", "title", "source", "scopus", "wos", "doi")
    return Training("publication", values["published"], data, {k: values[k] for k in told if k in values})


PUBLICATION = Kind(
    name="publication",
    slug="pubblicazione",
    family="individual",
    title=N_("Pubblicazione scientifica"),
    lead=N_("Un articolo, un capitolo o un libro con il proprio nome fra gli autori."),
    fields=fields,
    change=change,
    objections=objections,
    proofs=lambda values, situation: (
        ProofWanted(
            "proof", N_("Prima pagina o scheda della banca dati"), hint=N_("PDF o immagine."), required=False
        ),
    ),
    guide="pubblicazioni",
    needs=(N_("i dati bibliografici"), N_("il codice Scopus o Web of Science")),
)
