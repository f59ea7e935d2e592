"""The self-declaration under DPR 445/2000: a PDF to sign, and the same as a page to print.

That of an absence never says of which kind it is: it refers to the request, where the reason stands sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from triennio.documents.pdf import render
from triennio.kernel.refusal import Refusal
from triennio.people.web.actors import signed_in
from triennio.platform import clock
from triennio.registry.queries.case import main_registration
from triennio.registry.queries.requests import own
from triennio.registry.templatetags.requests import answer, told
from triennio.registry.web.folder_page import show
from triennio.registry.web.requests import page
from triennio.rules.book import load

DATES = ("start", "end")
LAW = "DPR 28 dicembre 2000, n. 445, articoli 46, 47 e 76"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the declaration says. `sections` are (heading, [(name, value)])."""

    title: str
    law: str
    code: str
    author: str
    intro: str
    sections: list[tuple[str, list[tuple[str, str]]]]
    statements: list[str]
    date: str
    footer: str
    place: str = field(default="")
    signature: str = field(default="")
    how: str = field(default="")

    def data(self) -> dict[str, Any]:
        """As the sheet reads it."""
        return {
            "language": (get_language() or "it")[:2],
            "date": self.date,
            "title": self.title,
            "law": self.law,
            "code": self.code,
            "author": self.author,
            "footer": self.footer,
            "intro": self.intro,
            "sections": [
                {"heading": head, "rows": [list(row) for row in rows]} for head, rows in self.sections
            ],
            "statements": self.statements,
            "place": self.place,
            "signature": self.signature,
            "how": self.how,
        }


def sheet(whole: own.Whole) -> Sheet:
    """The declaration of a request whose answers are complete."""
    request = whole.request
    return Sheet(
        title=_("Dichiarazione sostitutiva"),
        law=LAW,
        code=request.code,
        author=request.professional.full_name,
        intro=_(
            "Consapevole delle conseguenze previste per le dichiarazioni false, la persona indicata dichiara:"
        ),
        sections=[
            (_("Chi dichiara"), _person(whole)),
            (_("La richiesta"), _request(whole)),
            *([] if whole.kind.family == "absence" else [(_("Che cosa dichiara"), _declared(whole))]),
        ],
        statements=_statements(whole),
        date=clock.today().isoformat(),
        footer=request.order.name,
        place=_("Luogo e data"),
        signature=_("Firma"),
        how=_(
            "Firmare in digitale (PAdES o p7m), oppure a mano allegando copia di un documento di identità; "
            "poi caricare il file nella pagina della richiesta."
        ),
    )


def _person(whole: own.Whole) -> list[tuple[str, str]]:
    professional = whole.request.professional
    rows = [(_("Nome e cognome"), professional.full_name), (_("Codice fiscale"), professional.tax_code)]
    if professional.born:
        rows.append((_("Data di nascita"), date_format(professional.born, "d/m/Y")))
    registration = main_registration(professional)
    if registration is not None:
        names = {each["code"]: each["name"] for each in load().professions["professions"]}
        rows.append((_("Professione"), str(names.get(registration.profession, registration.profession))))
        number = f", n. {registration.number}" if registration.number else ""
        rows.append((_("Iscrizione all’albo"), f"{registration.order.name}{number}"))
    return rows


def _request(whole: own.Whole) -> list[tuple[str, str]]:
    rows = [(_("Codice della richiesta"), whole.request.code), (_("Tipo"), told(whole.kind.title))]
    if whole.kind.family == "absence":
        values = whole.form.values
        rows += [
            (_("Primo giorno"), date_format(values["start"], "d/m/Y")),
            (_("Ultimo giorno"), date_format(values["end"], "d/m/Y")),
        ]
    rows.append((_("Ufficio che decide"), whole.request.order.name))
    return rows


def _declared(whole: own.Whole) -> list[tuple[str, str]]:
    return [(told(each.label), answer(value, each)) for each, value in page.summary(whole)]


def _statements(whole: own.Whole) -> list[str]:
    common = _("i documenti allegati alla richiesta sono copie conformi agli originali in suo possesso;")
    if whole.kind.family == "absence":
        return [
            _("quanto scritto nella richiesta con questo codice, per il periodo indicato, è vero;"),
            common,
            _("la causa è indicata nella sola richiesta, conservata cifrata, e qui non è ripetuta."),
        ]
    return [_("quanto riportato sopra è vero e l’attività si è svolta come descritto;"), common]


def _ready(request: HttpRequest, code: str) -> own.Whole:
    whole = page.found(request, code)
    if not whole.form.clean:
        raise Refusal(
            "REQUEST_INCOMPLETE",
            _("La dichiarazione si prepara quando le risposte sono complete."),
            next_step=_("Tornare alle domande della richiesta."),
        )
    return whole


@require_safe
@signed_in
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The declaration to sign."""
    content = render("declaration", sheet(_ready(request, code)).data())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="dichiarazione-{code}.pdf"'
    return response


@require_safe
@signed_in
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The same to print from the browser."""
    whole = _ready(request, code)
    return show(
        request, "registry/requests/declaration.html", {"sheet": sheet(whole), "whole": whole, "code": code}
    )
