"""Three plain questions that lead to the right request: what happened, when, who was involved. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triennio.kernel.messages import N_

Option = tuple[str, str, str]
"""Code, words, one line that explains the choice."""


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Where the answers lead: a kind of request, or none, with the reason in a sentence and what to do instead."""

    kind: str
    why: str
    instead: str = ""


WHAT = Question(
    "che",
    N_("Che cosa è successo?"),
    (
        ("evento", N_("Un corso ECM non si vede nel registro"), N_("Oppure si vede con dati sbagliati.")),
        ("studio", N_("Studio o ricerca per conto proprio"), N_("Letture, pubblicazioni, sperimentazioni.")),
        ("guida", N_("Ho seguito persone in formazione"), N_("Studenti, specializzandi, colleghi.")),
        ("estero", N_("Formazione fuori dall’Italia"), N_("Corsi, stage, congressi all’estero.")),
        (
            "corso",
            N_("Frequento un corso di studi"),
            N_("Master, specializzazione, dottorato, laurea e simili."),
        ),
        ("pausa", N_("Una sospensione del lavoro"), N_("Un periodo continuativo, qualunque sia il motivo.")),
        (
            "dati",
            N_("I miei dati nel registro vanno corretti"),
            N_("Iscrizione, lavoro, professione, disciplina."),
        ),
    ),
)
WHEN = Question(
    "quando",
    N_("Quando è finito?"),
    (
        ("corso", N_("Non è ancora finito"), N_("È in corso o deve cominciare.")),
        ("recente", N_("Da meno di 90 giorni"), N_("Il tempo che un provider ha per inviare i crediti.")),
        ("passato", N_("Da più di 90 giorni, dal 2019 in poi"), N_("Valgono le regole di oggi.")),
        ("vecchio", N_("Fra il 2014 e il 2018"), N_("Valgono le regole di allora.")),
    ),
)
_WHO: dict[str, tuple[Option, ...]] = {
    "evento": (
        ("attestato", N_("Un provider, e ho l’attestato"), N_("L’attestato serve per la richiesta.")),
        ("senza", N_("Un provider, ma non ho l’attestato"), N_("Si può chiedere in ogni momento.")),
    ),
    "studio": (
        ("solo", N_("Solo io, con letture e studio"), N_("Si dichiarano le ore.")),
        ("autori", N_("Altri autori: c’è una pubblicazione"), N_("Serve il codice della banca dati.")),
        ("comitato", N_("Un comitato etico: c’è una sperimentazione"), N_("Serve l’approvazione.")),
    ),
    "guida": (
        (
            "studenti",
            N_("Studenti, specializzandi o medici in formazione"),
            N_("Serve l’attestazione dell’ente."),
        ),
        ("collega", N_("Un collega appena assunto"), N_("È affiancamento.")),
        ("aula", N_("Una classe: erano lezioni universitarie"), N_("È docenza.")),
    ),
    "estero": (
        ("ente", N_("Un ente estero, e ho l’attestato"), N_("Con i crediti o le ore.")),
        ("provider", N_("Un provider ECM italiano"), N_("L’evento è accreditato in Italia.")),
    ),
    "corso": (
        ("ateneo", N_("Un’università, una scuola o un altro ente"), N_("Bastano date e durata legale.")),
        ("provider", N_("Un provider ECM"), N_("Il corso dà già crediti.")),
    ),
    "pausa": (
        ("datore", N_("Il datore di lavoro, che può attestarla"), N_("L’attestazione si allega.")),
        ("autonomo", N_("Nessuno: lavoro in proprio"), N_("Si autocertifica.")),
    ),
    "dati": (
        (
            "ordine",
            N_("L’Ordine: iscrizione, cancellazione, reiscrizione"),
            N_("Conta la data della delibera."),
        ),
        ("lavoro", N_("Il lavoro: dipendente o libera professione"), N_("Cambia alcune regole.")),
        ("titolo", N_("Un titolo: professione o disciplina"), N_("Cambia alcuni obblighi.")),
    ),
}
_LEADS = {
    ("studio", "solo"): "self_training",
    ("studio", "autori"): "publication",
    ("studio", "comitato"): "trial",
    ("guida", "studenti"): "tutoring",
    ("estero", "ente"): "abroad",
    ("estero", "provider"): "missing_credits",
    ("corso", "ateneo"): "exoneration",
    ("pausa", "datore"): "exemption",
    ("pausa", "autonomo"): "exemption",
    ("dati", "ordine"): "start_date",
    ("dati", "lavoro"): "practice",
    ("dati", "titolo"): "profession",
    ("evento", "attestato"): "missing_credits",
    ("evento", "senza"): "missing_credits",
}
_WHY = {
    "missing_credits": N_("Il provider trasmette i crediti; se non lo fa, si chiede di registrarli a mano."),
    "self_training": N_(
        "Lo studio personale è autoformazione: si dichiarano le ore, entro un quinto dell’obbligo."
    ),
    "publication": N_("Una pubblicazione dà crediti a chi la firma."),
    "trial": N_("Una sperimentazione approvata dà crediti secondo la durata."),
    "tutoring": N_("Seguire di persona chi si forma è tutoraggio individuale."),
    "abroad": N_("La formazione all’estero si fa riconoscere con l’attestato dell’ente."),
    "exoneration": N_("Un corso di studi mentre si lavora dà diritto a un esonero: l’obbligo diminuisce."),
    "exemption": N_("Sospendere il lavoro dà diritto a un’esenzione: l’obbligo diminuisce."),
    "start_date": N_("L’obbligo comincia e si ferma con gli atti dell’Ordine."),
    "practice": N_("Chi lavora in proprio e chi è dipendente hanno alcune regole diverse."),
    "profession": N_("Professione e disciplina decidono alcuni obblighi."),
}
_NOTHING = {
    ("guida", "collega"): Advice(
        "",
        N_("L’affiancamento di un collega neoassunto non dà crediti."),
        N_(
            "Non serve una richiesta. Danno crediti il tutoraggio di studenti e la docenza in eventi accreditati."
        ),
    ),
    ("guida", "aula"): Advice(
        "",
        N_("La docenza universitaria non dà crediti ECM."),
        N_("Non serve una richiesta. La docenza in eventi accreditati è comunicata dal provider."),
    ),
    ("corso", "provider"): Advice(
        "",
        N_("Un corso di un provider dà crediti, non un esonero."),
        N_("Se nel registro non si vede dopo 90 giorni, chiedere i crediti mancanti."),
    ),
}
NO_MATTER_WHEN = ("dati",)
"""What happened, where the answer to «when» changes nothing: the question is not asked."""


def asked(answers: Mapping[str, str]) -> Question | None:
    """The next question, or None when the answers lead somewhere. Unknown answers are asked again."""
    what = answers.get(WHAT.name, "")
    if what not in _WHO:
        return WHAT
    if what not in NO_MATTER_WHEN and answers.get(WHEN.name) not in {code for code, *_ in WHEN.options}:
        return WHEN
    options = _WHO[what]
    if answers.get("chi") not in {code for code, *_ in options}:
        return Question("chi", N_("Chi era coinvolto, e che documento c’è?"), options)
    return None


def advice(answers: Mapping[str, str]) -> Advice:
    """Where complete answers lead."""
    pair = (answers["che"], answers["chi"])
    if pair in _NOTHING:
        return _NOTHING[pair]
    kind = _LEADS[pair]
    return Advice(kind, _WHY[kind], _caution(answers, kind))


def _caution(answers: Mapping[str, str], kind: str) -> str:
    """What the answers already say that the form will ask for, or "" for nothing."""
    when = answers.get("quando", "")
    if kind == "missing_credits" and when in ("corso", "recente"):
        return N_(
            "Il provider ha ancora tempo: la bozza si può salvare, la richiesta si apre dopo 90 giorni."
        )
    if kind == "missing_credits" and answers["chi"] == "senza":
        return N_("Prima serve l’attestato: il provider deve rilasciarlo a chi lo chiede.")
    if kind == "missing_credits" and when == "vecchio":
        return N_("Per gli eventi dal 2014 al 2018 la richiesta si fa subito, senza sollecitare il provider.")
    if when == "corso" and kind not in ("exoneration", "exemption"):
        return N_("Si può chiedere solo per ciò che è finito: intanto la bozza si può salvare.")
    if when == "vecchio":
        return N_("Si applicano le misure di allora, o quelle di oggi se la regola lo prevede.")
    return ""
