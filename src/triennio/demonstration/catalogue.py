"""Courses that the fictional provider gives: title, national objective, format, type, credits in hundredths."""

from __future__ import annotations

from typing import NamedTuple


class Course(NamedTuple):
    title: str
    objective: int
    format: str
    type: str
    credits: int


COMMON = (
    Course("Privacy e documentazione clinica nella pratica quotidiana", 3, "FAD", "NO_ONLINE", 600),
    Course("Comunicare con chi soffre: colloqui difficili", 7, "RES", "COURSE", 820),
    Course("Rischio clinico: imparare dagli eventi avversi", 6, "FAD", "ONLINE", 750),
    Course("Radioprotezione del paziente", 27, "FAD", "NO_ONLINE", 500),
    Course("Vaccinazioni: evidenze e dialogo", 20, "FAD", "ONLINE", 900),
)
BY_PROFESSION = {
    14: (
        Course("Lesioni da pressione: prevenzione e medicazioni", 18, "RES", "COURSE", 1040),
        Course("Gestione degli accessi vascolari", 18, "RES", "COURSE", 780),
        Course("Triage di pronto soccorso: casi e simulazioni", 18, "FAD", "ONLINE", 1350),
        Course("Terapia del dolore e cure palliative", 21, "FAD", "ONLINE", 1200),
        Course("Gruppo di miglioramento: consegne al letto del paziente", 3, "FSC", "GROUPS", 900),
    ),
    12: (
        Course("Spalla dolorosa: dalla valutazione all’esercizio", 18, "RES", "COURSE", 1600),
        Course("Riabilitazione dopo ictus", 18, "RES", "COURSE", 1120),
        Course("Esercizio terapeutico nel dolore cronico", 18, "FAD", "ONLINE", 980),
    ),
    1: (
        Course("Antibiotici: scegliere meno, scegliere bene", 18, "FAD", "ONLINE", 1150),
        Course("Ecografia d’urgenza al letto", 18, "RES", "COURSE", 1430),
        Course("Linee guida sull’ipertensione", 2, "RES", "COURSE", 640),
        Course("Congresso di medicina interna", 18, "RES", "CONGRESS", 300),
    ),
    5: (
        Course("Primo colloquio: costruire l’alleanza", 18, "RES", "COURSE", 1200),
        Course("Deontologia e consenso in psicologia", 6, "FAD", "NO_ONLINE", 700),
        Course("Disturbi d’ansia: trattamenti basati sulle prove", 1, "FAD", "ONLINE", 1500),
    ),
    2: (
        Course("Igiene dello studio odontoiatrico", 18, "RES", "COURSE", 500),
        Course("Parodontologia di base", 18, "RES", "COURSE", 800),
    ),
}


def courses_of(profession: int) -> tuple[Course, ...]:
    """What the provider gives for a profession, its own courses first."""
    return (*BY_PROFESSION.get(profession, ()), *COMMON)
