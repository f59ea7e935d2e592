"""Rules that are carried out outside the steps, before or after them, and where.

Steps, values, pools and validities name their rule themselves; these do not, so they are listed here. The matrix
rule ↔ value ↔ step ↔ case ↔ page is made from all of them, and a test sees that every place exists.
"""

from __future__ import annotations

from collections.abc import Mapping

APPLIED: Mapping[str, str] = {
    "ROUND-2": "triennio.kernel.units:shown",
    "ROUND-3": "triennio.rules.ecm.read:read_case",
    "START-1": "triennio.rules.ecm.register:due_years",
    "PRO-2": "triennio.rules.ecm.register:due_years",
    "REG-4": "triennio.rules.ecm.register:due_years",
    "REG-5": "triennio.rules.ecm.obligation:base",
    "OBL-3": "triennio.rules.ecm.answer:position",
    "RED-B": "triennio.rules.ecm.obligation:reduction_previous",
    "COV-2": "triennio.rules.ecm.obligation:covid",
    "DOS-B": "triennio.rules.ecm.unused:unused",
    "DOS-E": "triennio.rules.ecm.dossier:satisfied",
    "DOS-F": "triennio.rules.ecm.obligation:dossier_built",
    "DOS-G": "triennio.rules.ecm.absence_rows:Absences",
    "DOS-H": "triennio.rules.ecm.obligation:dossier_building",
    "EXO-3": "triennio.rules.ecm.study:Study",
    "EXO-8": "triennio.rules.ecm.study:Study",
    "EXE-1": "triennio.rules.ecm.suspension:Suspension",
    "EXE-3": "triennio.rules.ecm.obligation:suspension_by_fortnight",
    "EXE-4": "triennio.rules.ecm.obligation:year_relief",
    "EXE-5": "triennio.rules.ecm.credits:place",
    "EVT-4": "triennio.rules.ecm.credits:place",
    "ACC-1": "triennio.rules.ecm.credits:place",
    "CAP-O3": "triennio.rules.ecm.credits:family",
    "REC-1": "triennio.rules.ecm.moves:admitted_moves",
    "REC-2": "triennio.rules.ecm.moves:admitted_moves",
    "REC-3": "triennio.rules.ecm.fold:career",
    "COMP-4": "triennio.rules.ecm.compensation:compensate",
    "COMP-5": "triennio.rules.ecm.compensation:compensate",
    "COMP-6": "triennio.rules.ecm.compensation:compensate",
}
"""Rule → `module:name` of what carries it out."""
