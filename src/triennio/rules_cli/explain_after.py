"""After the trienni: compensation, insurance, what had no effect, choices that are ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from triennio import __version__
from triennio.kernel.triennio import Triennio
from triennio.rules.book import Book
from triennio.rules.book.model import Policy
from triennio.rules_cli.layout import Page
from triennio.rules_cli.words import column, credits, listed, said

Answer = Mapping[str, Any]

INSURANCE_POLICY = "insurance_from"


def after(page: Page, case: Mapping[str, Any], answer: Answer, book: Book, only: Triennio | None) -> None:
    """Everything that belongs to the person and not to one triennio."""
    if only is None:
        _compensation(page, answer["compensation"])
        _insurance(page, answer["insurance"])
        ignored(page, answer)
    choices(page, case, book, lambda policy: _touches(policy, answer, book, only))
    signature(page, book)


def signature(page: Page, book: Book) -> None:
    """Which program and which rules: the last line."""
    page.blank()
    page.text(f"Calcolato con Triennio {__version__}, regole {book.digest}. Non è un certificato.")


def _compensation(page: Page, found: Answer) -> None:
    if not found["balances"]:
        return
    page.title("COMPENSAZIONE FRA I TRIENNI (COMP-1)")
    page.heading("Saldi: riconosciuti meno dovuti", ("saldo",))
    for name, balance in found["balances"].items():
        page.row("", name, (column(balance),))
    page.row("", "In tutto, come li conta la delibera", (column(found["total"]),))
    for transfer in found["transfers"]:
        page.text(f"Il {transfer['from']} dà {said(transfer['credits'])} al {transfer['to']}.", indent=2)
    yes = [name for name, answer in found["certifiable"].items() if answer]
    no = [name for name, answer in found["certifiable"].items() if not answer]
    if yes:
        page.text(f"Con la compensazione risulta coperto: {listed(yes)}.", indent=2)
    if no:
        page.text(f"Con la compensazione resta scoperto: {listed(no)}.", indent=2)
    if Decimal(found["needed"]) > 0:
        page.text(f"Per coprire tutto servono ancora {credits(found['needed'])}.", indent=2)


def _insurance(page: Page, found: Answer | None) -> None:
    if found is None:
        return
    page.title(f"POLIZZA PROFESSIONALE ({found['rule']})")
    reached = "è raggiunta" if found["reached"] else "non è raggiunta"
    page.text(
        f"La soglia della polizza per il {found['triennio']}, {credits(found['threshold'])}, {reached}. "
        "Serve solo alla polizza: non basta per l'Ordine, che guarda tutto l'obbligo (INS-3)."
    )
    page.text(f"Fonte: {found['source']}")


def ignored(page: Page, answer: Answer) -> None:
    """What the rules do not admit, and the facts later than the day of the case."""
    if answer["ignored"]:
        page.title("SENZA EFFETTO")
    for item in answer["ignored"]:
        page.row(item["rule"], item["what"], (), [item["reason"]])
    if answer["notes"]:
        page.title("NOTE")
    for item in answer["notes"]:
        page.text(f"{item['what']}: {item['reason']}", indent=2)


def choices(page: Page, case: Mapping[str, Any], book: Book, touches: Callable[[Policy], bool]) -> None:
    """Policies that the file changes, and open points behind the numbers shown."""
    changed = {
        name: str(value)
        for name, value in (case.get("policies") or {}).items()
        if str(value) != book.policies[name].default
    }
    open_points = [
        policy
        for policy in book.policies.values()
        if policy.shown and policy.name not in changed and touches(policy)
    ]
    if changed or open_points:
        page.title("PUNTI CHE I TESTI LASCIANO APERTI")
    for name, value in changed.items():
        page.text(f"Scelta del file: {name} = {value}. {book.policies[name].meaning}", indent=2, hanging=2)
    for policy in open_points:
        page.text(f"{policy.shown} ({policy.name} = {policy.default})", indent=2, hanging=2)


def _touches(policy: Policy, answer: Answer, book: Book, only: Triennio | None) -> bool:
    """True when a rule behind a number shown depends on the policy, in a triennio where it has a say."""
    where = {str(value.triennio) for value in book.values if value.policy == policy.name and value.triennio}
    if only is None and answer["insurance"] and policy.name == INSURANCE_POLICY:
        return True
    return any(
        _rules_used(period) & set(policy.rules)
        for period in answer["trienni"]
        if (only is None or period["triennio"] == str(only)) and (not where or period["triennio"] in where)
    )


def _rules_used(period: Answer) -> set[str]:
    """The rules behind what is shown of a triennio."""
    return (
        {step["rule"] for step in period["steps"]}
        | {credit["rule"] for credit in period["credits"] if credit["rule"]}
        | {line["rule"] for line in period["carried"]}
    )
