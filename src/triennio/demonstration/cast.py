"""Who is in the demonstration, and how much each of them studied in each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, eq=False)
class Persona:
    """`studied`: year → credits wanted, in whole credits; the courses come near it from above."""

    name: str
    surname: str
    sex: Literal["F", "M"]
    born: date
    profession: int
    enrolled: date
    story: str
    studied: Mapping[int, int] = field(default_factory=dict)
    disciplines: tuple[int, ...] = ()
    practice: Literal["employee", "freelance"] = "employee"
    ward: str = ""

    @property
    def email(self) -> str:
        """An address that no mail reaches."""
        return f"{self.name}.{self.surname}@dimostrazione.example".lower().replace(" ", "").replace("ò", "o")


NURSE = Persona(
    "Giulia", "Esempi", "F", date(1986, 4, 12), 14, date(2009, 11, 20),
    "Infermiera, in regola: dossier, corsi di reparto, un corso appena finito",
    {2014: 52, 2015: 50, 2016: 51, 2017: 54, 2018: 50, 2019: 49, 2020: 30, 2021: 58, 2022: 64,
     2023: 48, 2024: 52, 2025: 47, 2026: 46, 2027: 40, 2028: 40},
    ward="Medicina interna",
)  # fmt: skip
PHYSIOTHERAPIST = Persona(
    "Davide", "Provetti", "M", date(1979, 9, 3), 12, date(2004, 2, 10),
    "Fisioterapista libero professionista, con un vecchio debito e un periodo da chiudere",
    {2014: 42, 2015: 45, 2016: 40, 2017: 41, 2018: 30, 2019: 38, 2020: 1, 2021: 10, 2022: 13,
     2023: 21, 2024: 14, 2025: 30, 2026: 34},
    practice="freelance",
)  # fmt: skip
DOCTOR = Persona(
    "Sara", "Campioni", "F", date(1988, 1, 27), 1, date(2014, 6, 5),
    "Medica: dottorato, maternità, docenze e una pubblicazione",
    {2015: 40, 2016: 52, 2017: 50, 2018: 51, 2019: 55, 2020: 25, 2021: 20, 2022: 34, 2023: 30,
     2024: 18, 2025: 44, 2026: 38},
    disciplines=(25,), ward="Medicina interna",
)  # fmt: skip
PSYCHOLOGIST = Persona(
    "Amina", "Novelli", "F", date(1999, 6, 30), 5, date(2025, 10, 8),
    "Psicologa iscritta da poco: l’obbligo è appena cominciato",
    {2026: 14}, practice="freelance",
)  # fmt: skip
DENTIST = Persona(
    "Paolo", "Riposati", "M", date(1954, 12, 2), 2, date(1981, 3, 15),
    "Dentista in pensione che riceve ancora qualche paziente",
    {2014: 50, 2015: 48, 2016: 53, 2017: 51, 2018: 49, 2019: 50, 2020: 20, 2021: 40, 2022: 45,
     2023: 50, 2024: 12},
    practice="freelance",
)  # fmt: skip
CAST = (NURSE, PHYSIOTHERAPIST, DOCTOR, PSYCHOLOGIST, DENTIST)

OFFICES = (
    # name, surname, role, kind of organisation, story
    ("Ada", "Sportelli", "order_clerk", "order", "Segreteria dell’Ordine: richieste, accessi, archivi"),
    ("Bruno", "Presidi", "order_president", "order", "Presidenza dell’Ordine: decide e nomina"),
    ("Carla", "Corsini", "training_office", "firm", "Ufficio formazione dell’ospedale"),
    ("Dino", "Aulari", "provider_secretary", "provider", "Segreteria del provider"),
    ("Elsa", "Macchini", "operator", "operator", "Gestione della piattaforma"),
    ("Furio", "Lentini", "auditor", "operator", "Revisione: legge il giornale delle operazioni"),
)
