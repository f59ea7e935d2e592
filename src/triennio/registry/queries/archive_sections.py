"""Which tables hold something about a person, in which file of the archive, and how their rows are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_noop as _

from triennio.people.models import (
    Account,
    ApiToken,
    Application,
    Assignment,
    Employment,
    Professional,
    RegisterAct,
    Registration,
    TermsAcceptance,
)
from triennio.platform.models import IdempotencyKey, Import, JournalEntry, Run, Upload
from triennio.registry import models as register

Find = Callable[[Professional], Q]


@dataclass(frozen=True, slots=True)
class Section:
    """One table: the file it goes to, what the file holds in words, its rows of a person.

    `only` names the columns to give, where a table of another package holds things that open something.
    """

    file: str
    words: str
    model: type[Model]
    find: Find
    only: tuple[str, ...] = ()

    def rows(self, person: Professional) -> QuerySet[Model]:
        """The person's rows, oldest first."""
        return self.model._default_manager.filter(self.find(person)).order_by("pk").distinct()


def _mine(column: str) -> Find:
    return lambda person: Q(**{column: person})


def _account(column: str) -> Find:
    """Rows of the person's account; none where there is no account."""
    return lambda person: Q(**{column: person.account_id}) if person.account_id else Q(pk__in=())


def uploads_of(person: Professional) -> Q:
    """Files of the person: proofs, receipts, documents of requests, whoever sent them."""
    proofs = register.Proof.objects.filter(professional=person).values("upload")
    receipts = register.Expense.objects.filter(professional=person).values("upload")
    asked = register.RequestProof.objects.filter(request__professional=person).values("upload")
    found = Q(pk__in=proofs) | Q(pk__in=receipts) | Q(pk__in=asked)
    return found | Q(owner=person.account_id) if person.account_id else found


def _journal(person: Professional) -> Q:
    """What the person did, and what was done to what is the person's."""
    about = [f"professional:{person.pk}"]
    for name, rows in (
        ("request", register.Request.objects.filter(professional=person)),
        ("participation", register.Participation.objects.filter(professional=person)),
    ):
        about += [f"{name}:{pk}" for pk in rows.values_list("pk", flat=True)]
    dossiers = register.Dossier.objects.filter(professional=person).values_list("code", flat=True)
    about += [f"dossier:{code}" for code in dossiers]
    if person.account is None:
        return Q(aggregate__in=about)
    asked = Application.objects.filter(account=person.account).values_list("code", flat=True)
    about += [f"application:{code}" for code in asked]
    about += [f"account:{person.account.code}", f"access:{person.account_id}"]
    return Q(aggregate__in=about) | Q(actor=person.account_id)


SECTIONS = (
    Section("account/account.json", _("l’account: nome, indirizzo, stato"), Account, lambda p: Q(pk=p.account_id)),
    Section("account/indirizzi.json", _("gli indirizzi e-mail confermati"), EmailAddress, _account("user"),
            ("email", "verified", "primary")),
    Section("account/accessi.json", _("i dispositivi da cui si è entrati"), UserSession, _account("user"),
            ("created_at", "last_seen_at", "ip", "user_agent")),
    Section("account/modi-di-entrare.json", _("codici e chiavi con cui si entra, senza i segreti"), Authenticator,
            _account("user"), ("type", "created_at", "last_used_at")),
    Section("account/identita-digitali.json", _("SPID e CIE collegati"), SocialAccount, _account("user"),
            ("provider", "uid", "last_login", "date_joined")),
    Section("account/condizioni.json", _("le condizioni d’uso accettate, con il giorno"), TermsAcceptance,
            _account("account")),
    Section("account/domande-di-accesso.json", _("le domande di accesso e come sono state decise"), Application,
            _account("account")),
    Section("account/ruoli.json", _("i ruoli avuti per un Ordine o un’altra organizzazione"), Assignment,
            _account("account")),
    Section("account/chiavi-dei-programmi.json", _("le chiavi date a programmi, senza i segreti"), ApiToken,
            _account("account")),
    Section("anagrafica/professionista.json", _("nome, codice fiscale, nascita"), Professional, lambda p: Q(pk=p.pk)),
    Section("anagrafica/iscrizioni.json", _("le iscrizioni agli albi"), Registration, _mine("professional")),
    Section("anagrafica/atti.json", _("iscrizioni, cancellazioni, reiscrizioni"), RegisterAct,
            _mine("registration__professional")),
    Section("anagrafica/lavoro.json", _("dove si lavora, come lo ha comunicato il datore di lavoro"), Employment,
            _mine("professional")),
    Section("crediti/partecipazioni.json", _("le partecipazioni agli eventi"), register.Participation,
            _mine("professional")),
    Section("crediti/formazione-individuale.json", _("pubblicazioni, tutoraggi e altre attività individuali"),
            register.IndividualTraining, _mine("professional")),
    Section("crediti/spostamenti.json", _("le partecipazioni spostate ad altri trienni"), register.Move,
            _mine("participation__professional")),
    Section("crediti/fatti.json", _("crediti passati, certificazioni e altri fatti che contano"), register.Fact,
            _mine("professional")),
    Section("assenze/esoneri-ed-esenzioni.json", _("esoneri ed esenzioni, con il motivo in chiaro"),
            register.Absence, _mine("professional")),
    Section("dossier/individuali.json", _("i dossier individuali"), register.Dossier, _mine("professional")),
    Section("dossier/obiettivi.json", _("gli obiettivi dei dossier individuali"), register.DossierObjective,
            _mine("dossier__professional")),
    Section("dossier/di-gruppo.json", _("i dossier di gruppo a cui si è partecipato"), register.DossierMember,
            _mine("professional")),
    Section("richieste/richieste.json", _("le richieste, con le risposte in chiaro"), register.Request,
            _mine("professional")),
    Section("richieste/stati.json", _("quando ogni richiesta ha cambiato stato"), register.RequestStep,
            _mine("request__professional")),
    Section("richieste/messaggi.json", _("i messaggi con l’ufficio"), register.RequestMessage,
            _mine("request__professional")),
    Section("richieste/documenti.json", _("i documenti dati con le richieste"), register.RequestProof,
            _mine("request__professional")),
    Section("richieste/link-per-gli-enti.json", _("i link con cui un ente ha potuto mandare una prova"),
            register.ProofLink, _mine("request__professional")),
    Section("cartella/prove.json", _("le prove dei crediti"), register.Proof, _mine("professional")),
    Section("cartella/spese.json", _("le spese di formazione"), register.Expense, _mine("professional")),
    Section("cartella/giorni-retribuiti.json", _("i giorni di permesso retribuito"), register.PaidDay,
            _mine("professional")),
    Section("cartella/calendario.json", _("da quando è aperto l’indirizzo del calendario"), register.CalendarFeed,
            _mine("professional")),
    Section("documenti/elenco.json", _("l’elenco dei documenti; i documenti stanno nella stessa cartella"), Upload,
            uploads_of),
    Section("giornale/operazioni.json", _("che cosa è stato fatto dalla persona e sui suoi dati, da chi e quando"),
            JournalEntry, _journal),
    Section("giornale/lavori.json", _("i lavori in sottofondo avviati"), Run, _account("account")),
    Section("giornale/importazioni.json", _("le importazioni avviate"), Import, _account("account")),
    Section("giornale/chiavi-delle-operazioni.json", _("le chiavi che impediscono di fare due volte una cosa"),
            IdempotencyKey, lambda p: Q(actor=str(p.account_id)) if p.account_id else Q(pk__in=())),
)  # fmt: skip

NOT_ABOUT_A_PERSON = {
    "platform.ImportRow": "rows of an Order's file, kept for its undo; what they brought in stands in the register",
    "registry.NationalReport": "the provider's report and who signed it for the provider",
}
"""Tables with personal columns that are no part of anybody's archive, and why."""
