"""What each number of the rulebooks is called by people. In JSON numbers keep the names of the rulebook.

A test sees that every number of the product has a label. One of another rulebook that is not here keeps its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

YES_NO: Final = ("no", "sì")


@dataclass(frozen=True, slots=True)
class Label:
    """`text` is the name. `answers`: words for 0, 1, 2, …; `unit`: what is counted, after the number."""

    text: str
    answers: tuple[str, ...] = ()
    unit: str = ""


def _yes(text: str) -> Label:
    return Label(text, YES_NO)


COMMON: Final[Mapping[str, Label]] = {
    "exempt_from_age": Label("esenzione dall'anno in cui si compiono", unit="anni"),
    "month_more_than_days": Label("un mese conta se coperto per più di", unit="giorni"),
}
ECM: Final[Mapping[str, Label]] = {
    "abroad_at_most": Label("massimo per un'attività all'estero"),
    "abroad_percent": Label("parte riconosciuta dei crediti esteri"),
    "absence_whole": Label("un'assenza fra due anni", ("si divide fra gli anni", "si conta intera")),
    "absences_after": Label("prima si tolgono", ("le assenze", "gli anni non dovuti")),
    "auto_move": Label("i crediti in più vanno da soli al 2014-2016", YES_NO),
    "band_maximum_percent": Label("massimo dell'anno, su un terzo dell'obbligo"),
    "band_minimum_percent": Label("minimo dell'anno, su un terzo dell'obbligo"),
    "chosen_year_months": Label("l'anno scelto è stato frequentato almeno", unit="mesi"),
    "covid_divisor": Label("l'obbligo che resta si divide per"),
    "credits_a_fortnight": Label("riduzione per ogni periodo di 15 giorni"),
    "credits_a_month": Label("riduzione per ogni mese"),
    "credits_an_hour": Label("crediti per ogni ora"),
    "dossier_build_first_regime": Label("bonus per i dossier costruiti fino al 25 luglio 2019"),
    "dossier_build_group": Label("bonus per il dossier di gruppo"),
    "dossier_build_individual": Label("bonus per il dossier individuale"),
    "dossier_coherence_percent": Label("coerenza richiesta", unit="%"),
    "dossier_next_group": Label("bonus nel triennio dopo, dossier di gruppo"),
    "dossier_next_individual": Label("bonus nel triennio dopo, dossier individuale"),
    "dossier_overall": Label("la coerenza si guarda", ("area per area", "in tutto")),
    "earthquake_2009_need": Label("fabbisogno del 2011"),
    "earthquake_2012_need": Label("fabbisogno del 2012 e del 2013 insieme"),
    "earthquake_2016_less": Label("riduzione del 2014-2016"),
    "earthquake_2016_standard": Label("obbligo di partenza del 2017-2019"),
    "event_at_most": Label("massimo per un evento"),
    "flood_divisor": Label("l'obbligo si divide per"),
    "fortnight_days": Label("durata di un periodo", unit="giorni"),
    "hours_a_credit_unit": Label("riduzione per ogni ora"),
    "insurance_from": Label("si guarda dal triennio che comincia nel"),
    "insurance_percent": Label("parte dell'obbligo richiesta"),
    "late_closing_loses": _yes("chi ha chiuso in ritardo perde la riduzione"),
    "learner_half_percent": Label("minimo da partecipante"),
    "learner_percent": Label("minimo da partecipante"),
    "leef_at_most": Label("massimo per un'attività all'estero di un ente in elenco"),
    "parental_leave_months": Label("massimo di congedo contato", unit="mesi"),
    "premium_2014": Label("riduzione"),
    "premium_2017": Label("riduzione"),
    "premium_2020": Label("riduzione"),
    "previous_table": Label("riduzione secondo i crediti del triennio prima"),
    "pub_edge_name": Label("primo o ultimo nome"),
    "pub_old_book_first": Label("libro, primo nome"),
    "pub_old_book_other": Label("libro, altro nome"),
    "pub_old_cited_first": Label("rivista citata, primo nome"),
    "pub_old_cited_other": Label("rivista citata, altro nome"),
    "pub_old_minor_first": Label("rivista non citata o atti, primo nome"),
    "pub_old_minor_other": Label("rivista non citata o atti, altro nome"),
    "pub_other_name": Label("altro nome"),
    "radiation_base": Label("la quota è in parti su"),
    "radiation_self_percent": Label("massimo in autoformazione"),
    "recovery_2017_percent": Label("massimo recuperabile dell'obbligo del 2014-2016"),
    "reduction_extended_to": _yes("la riduzione si applica"),
    "register_half_year_month": Label("l'anno non si deve se la cancellazione è entro la fine del mese"),
    "retired_income_at_most": Label("reddito annuo massimo", unit="euro"),
    "standard": Label("obbligo del triennio"),
    "third_of_standard": Label("un anno vale un terzo", ("dell'obbligo di ciascuno", "di 150 crediti")),
    "trial_long_months": Label("durata media: fino a", unit="mesi"),
    "trial_old_table": Label("crediti per durata breve, media e lunga"),
    "trial_short_months": Label("durata breve: fino a", unit="mesi"),
    "trial_table": Label("crediti per durata breve, media e lunga"),
    "tutoring_credits": Label("crediti"),
    "tutoring_credits_a_month": Label("crediti per ogni mese"),
    "tutoring_hours": Label("ogni", unit="ore"),
    "tutoring_month_least_days": Label("un mese conta da", unit="giorni"),
    "tutoring_month_most_days": Label("un mese dura al massimo", unit="giorni"),
    "two_dossiers": Label("di due dossier conta", ("il bonus maggiore", "l'individuale", "quello di gruppo")),
    "vaccines_at_most": Label("riduzione massima"),
}
LAWYERS: Final[Mapping[str, Label]] = {
    "cancellation_year_due": _yes("l'anno della cancellazione si deve"),
    "compensation_at_most": Label("un anno ne riceve al massimo"),
    "compensation_gives_at_most": Label("un anno ne cede al massimo"),
    "compulsory_fills_first": Label(
        "oltre il limite restano fuori", ("gli ultimi in ordine di data", "prima gli ordinari")
    ),
    "compulsory_minimum": Label("di cui nelle materie obbligatorie"),
    "compulsory_moves": _yes("si spostano gli obbligatori diversi dalla deontologia"),
    "distance_percent": Label("massimo a distanza"),
    "exempt_from_seniority": Label("esenzione dall'anno in cui si raggiungono", unit="anni di albo"),
    "interruption_least_months": Label("l'interruzione conta da", unit="mesi"),
    "lectures_at_most": Label("relazioni e lezioni, massimo all'anno"),
    "minimum": Label("minimo dell'anno"),
    "months_in_a_year": Label("il minimo dell'anno si divide per", unit="mesi"),
    "ordinary_own_minimum": _yes("le materie ordinarie hanno un minimo loro"),
    "publications_at_most": Label("pubblicazioni, massimo all'anno"),
    "seniority_from_first": Label(
        "i 25 anni si contano", ("sul tempo di iscrizione", "dalla prima iscrizione")
    ),
    "study_groups_at_most": Label("commissioni e gruppi di studio, massimo all'anno"),
    "surplus_deontology": _yes("l'eccedenza comprende la deontologia"),
    "surplus_next_first": Label("l'eccedenza va prima", ("al triennio concluso", "al 2021")),
    "takes_surplus_2020": _yes("l'anno può usare l'eccedenza del 2020"),
    "teaching_at_most": Label("contratti di insegnamento, massimo all'anno"),
    "triennio_common": Label(
        "i tre anni si contano", ("dal primo anno dovuto da ciascuno", "per tutti dal 2014")
    ),
    "triennio_compulsory": Label("di cui nelle materie obbligatorie"),
    "triennio_total": Label("crediti del triennio"),
}
PLAIN_HOURS: Final = {"cut": "si taglia", "half_up": "la metà va in su", "half_down": "la metà va in giù"}
INCREMENTS: Final = {"topic": "tema speciale", "document": "documento finale", "tutor": "tutor esterno"}
EVENTS: Final[Mapping[str, Label]] = {
    "fad_any_support_rate": Label("un'ora con il sostegno di un esperto, tipo non detto"),
    "fad_cap": Label("massimo per un evento"),
    "fad_live_rate": Label("un'ora in diretta"),
    "fad_online_support_rate": Label("un'ora online con il sostegno di un esperto"),
    "fad_rate": Label("un'ora"),
    "fad_social_support_rate": Label("un'ora in gruppo con il sostegno di un esperto"),
    "fad_support_rate": Label("un'ora con tutor"),
    "fad_topic_rate": Label("in più ogni ora per un tema speciale"),
    "fsc_audit_block": Label("si contano ogni", unit="ore"),
    "fsc_audit_rate": Label("audit, per ogni ora o gruppo di ore"),
    "fsc_audit_topic_rate": Label("in più ogni ora per un tema speciale"),
    "fsc_audit_tutor_rate": Label("in più ogni ora per il tutor esterno"),
    "fsc_cap": Label("massimo per un progetto"),
    "fsc_groups_block": Label("si contano ogni", unit="ore"),
    "fsc_groups_committee": Label("aumenti che restano ai comitati permanenti"),
    "fsc_groups_document_rate": Label("in più ogni ora per il documento finale"),
    "fsc_groups_rate": Label("gruppi, per ogni ora o gruppo di ore"),
    "fsc_groups_topic_rate": Label("in più ogni ora per un tema speciale"),
    "fsc_groups_tutor_rate": Label("in più ogni ora per il tutor esterno"),
    "fsc_projects_document_rate": Label("in più ogni ora per il documento finale"),
    "fsc_projects_rate": Label("un'ora di progetto"),
    "fsc_projects_topic_rate": Label("in più ogni ora per un tema speciale"),
    "fsc_projects_tutor_rate": Label("in più ogni ora per il tutor esterno"),
    "fsc_research_longest": Label("durata massima", unit="giorni"),
    "fsc_research_steps": Label("crediti secondo i giorni", unit="giorni"),
    "fsc_training_cap": Label("massimo per il training"),
    "fsc_training_rate": Label("un'ora di training"),
    "fsc_training_topic_rate": Label("in più ogni ora per un tema speciale"),
    "minutes_to_hours": Label("dai minuti alle ore con due decimali"),
    "res_cap": Label("massimo per un evento"),
    "res_congress_above": Label("un congresso ha più di", unit="partecipanti"),
    "res_congress_cap": Label("massimo per un congresso"),
    "res_congress_rate": Label("un'ora di congresso"),
    "res_course_bands": Label("un'ora secondo i partecipanti", unit="partecipanti"),
    "res_course_interactive_rate": Label("un'ora interattiva"),
    "res_course_most": Label("un corso ha al massimo", unit="partecipanti"),
    "res_course_shortest": Label("un corso dura almeno", unit="minuti"),
    "res_course_topic_rate": Label("in più ogni ora per un tema speciale"),
    "res_interactive_people": Label("l'aumento per i metodi interattivi vale fino a", unit="partecipanti"),
    "res_interactive_per_teacher": Label(
        "con i metodi interattivi, per ogni docente al massimo", unit="partecipanti"
    ),
    "res_interactive_rate": Label("in più ogni ora con metodi interattivi"),
    "res_sharing": Label("discussione della prova che conta", unit="minuti"),
    "res_small_people": Label("l'aumento per i piccoli gruppi vale fino a", unit="partecipanti"),
    "res_small_rate": Label("in più ogni ora per i piccoli gruppi"),
    "res_workshop_most": Label("un workshop ha al massimo", unit="partecipanti"),
    "res_workshop_rate": Label("un'ora di workshop"),
    "whole_hours": Label("dalle ore con due decimali alle ore intere"),
}
LABELS: Final[Mapping[str, Mapping[str, Label]]] = {
    "ecm": {**COMMON, **ECM},
    "lawyers": {**COMMON, **LAWYERS},
    "events": EVENTS,
}


def label_of(family: str, key: str) -> Label:
    """The label of a number; its own name where there is none."""
    return LABELS.get(family, {}).get(key) or Label(key)


def in_words(label: Label, value: str) -> str:
    """A plain number as people read it: the word it stands for, or with what it counts."""
    if label.answers and value.isdecimal() and int(value) < len(label.answers):
        return label.answers[int(value)]
    return f"{value} {label.unit}".strip() if label.unit != "%" else f"{value}%"
