"""The same rules as OpenFisca variables: a professional is a group, participations are its members.

Person variables call the very steps of the engine (bound to arrays), so that the rules are one source. Participations
are judged and added up in formulas as an author of OpenFisca would write them: individual training is computed only
for the rows that are not events, and caps are closed forms. "2020" as a YEAR stands for the triennio (there is no
period of three years); what belongs to a calendar year has its year.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.rules.problem import ABSENCE, CREDIT, OUTPUTS, PERSON, TRIENNIO, YEARS, Problem
from triennio.rules.book import Book
from triennio.rules.ecm.columns import Family, Kind
from triennio.rules.ecm.vector.fold import BALANCE_NODES
from triennio.rules.ecm.vector.rows import INDIVIDUAL
from triennio.rules.ecm.work import balance_plan, obligation_plan, recognition_plan
from triennio.rules.engine.ops import NumpyOps
from triennio.rules.engine.plan import BoundVariant, Node
from triennio.rules.engine.step import Axis

OPS = NumpyOps()
WHOLE = period("2020")
PARTICIPATION = build_entity("participation", "participations", "", is_person=True)
PROFESSIONAL = build_entity(
    "professional", "professionals", "", roles=[{"key": "record", "plural": "records"}]
)
Formula = Callable[..., Any]


class Maker:
    """Turns the plans of the engine into a system of variables."""

    def __init__(self, book: Book) -> None:
        self.params = book.params(TRIENNIO, book.choices({}))
        self.system = TaxBenefitSystem([PARTICIPATION, PROFESSIONAL])
        self.obligation = obligation_plan(book, self.params).nodes
        self.balance = [n for n in balance_plan(book, self.params).nodes if n.step.name in BALANCE_NODES]
        self.individual = [n for n in recognition_plan(book, self.params).nodes if n.step.name in INDIVIDUAL]
        numbers = {name: value for name, value in self.params.values.items() if isinstance(value, int)}
        dated = {name: {"values": {"2020-01-01": {"value": value}}} for name, value in numbers.items()}
        self.system.parameters = ParameterNode("", data=dated)
        self.numbers = set(numbers)

    def made(self) -> TaxBenefitSystem:
        """The whole system."""
        for name in PERSON:
            self.add(name, PROFESSIONAL, None)
        for name in ("due", *ABSENCE):
            self.add(name, PROFESSIONAL, None)
        for name in CREDIT:
            self.add(name, PARTICIPATION, None)
        for node in (*self.obligation, *self.balance):
            if node.step.axis is Axis.PERSON and node.step.name != "absences" and node.constant is None:
                self.add(node.step.name, PROFESSIONAL, self.step(node))
        self.years()
        self.credits()
        self.caps()
        return self.system

    def add(self, name: str, entity: Any, formula: Formula | None) -> None:
        parts: dict[str, Any] = {
            "value_type": int,
            "entity": entity,
            "definition_period": DateUnit.YEAR,
            "label": name,
        }
        if formula is not None:
            parts["formula"] = formula
        self.system.add_variable(type(name, (Variable,), parts))

    def step(self, node: Node) -> Formula:
        """A step of the engine as a formula."""
        constants = {n.step.name: n.constant for n in self.obligation if n.constant is not None}
        numbers, function, arguments = self.numbers, node.step.function, node.arguments

        def formula(professional: Any, when: Any, parameters: Any) -> Any:
            given = []
            for argument in arguments:
                if argument.name in constants:
                    given.append(constants[argument.name])
                elif argument.axis is not None:
                    given.append(professional(argument.name, when))
                elif argument.name in numbers:
                    given.append(getattr(parameters(when), argument.name))
                else:
                    given.append(argument.value)
            return function(OPS, *given)  # type: ignore[misc]

        return formula

    def years(self) -> None:
        """Relief of each calendar year, at most a third; the triennio adds up three of them."""

        def year_relief(professional: Any, when: Any, parameters: Any) -> Any:
            law, third = parameters(when), professional("year_third", WHOLE)
            study = OPS.share(third * professional("sixths", when), 1, 2)
            study += professional("course_hours", when) * law.hours_a_credit_unit
            study += professional("mission_months", when) * law.credits_a_month + professional(
                "decided", when
            )
            away = third * professional("whole_year", when)
            away += professional("blocks", when) * law.credits_a_fortnight
            return OPS.where(professional("due", when), OPS.least(study + away, third), 0)

        def absences(professional: Any, when: Any) -> Any:
            return sum(professional("year_relief", str(year)) for year in YEARS)

        self.add("year_relief", PROFESSIONAL, year_relief)
        self.add("absences", PROFESSIONAL, absences)

    def credits(self) -> None:
        """Participations: recorded, admitted, at most 50 an event."""
        nodes = {node.step.name: node for node in self.individual}
        newest = {name: node.variants[-1] for name, node in nodes.items() if node.variants}

        def recorded(participation: Any, when: Any) -> Any:
            result = np.array(participation("stated", when))
            kind = participation("kind", when)
            rows = np.flatnonzero(kind != Kind.EVENT)
            if rows.size:
                read: dict[str, Any] = {name: participation(name, when)[rows] for name in CREDIT}
                for name, variant in newest.items():
                    read[name] = _called(variant, read)
                read["self_training"] = _called(nodes["self_training"], read)
                result[rows] = _called(nodes["recorded"], read)
            return result

        def counted(participation: Any, when: Any, parameters: Any) -> Any:
            amount = participation("recorded", when)
            limited = OPS.least(amount, parameters(when).event_at_most)
            amount = OPS.where(participation("kind", when) == Kind.EVENT, limited, amount)
            return OPS.where(participation("out", when), 0, amount)

        self.add("recorded", PARTICIPATION, recorded)
        self.add("counted", PARTICIPATION, counted)

    def caps(self) -> None:
        """Sums of each group, then the three caps as closed forms."""
        by_self, recruited, others = (pool for pool in self.params.pools)

        def summed(condition: Formula) -> Formula:
            def formula(professional: Any, when: Any) -> Any:
                members = professional.members
                counted = members("counted", when) * condition(members, when)
                # `professional.sum` forgets the last groups when they have no members
                return np.bincount(
                    professional.members_entity_id, weights=counted, minlength=professional.count
                )

            return formula

        def learning(members: Any, when: Any) -> Any:
            return members("is_learner", when)

        def learning_recruited(members: Any, when: Any) -> Any:
            return members("is_learner", when) * members("recruited", when)

        def helping_recruited(members: Any, when: Any) -> Any:
            return (1 - members("is_learner", when)) * members("recruited", when)

        def self_training(members: Any, when: Any) -> Any:
            return members("family", when) == Family.SELF_TRAINING

        def other(members: Any, when: Any) -> Any:
            return (1 - members("is_learner", when)) * (members("family", when) != Family.SELF_TRAINING)

        def learner_total(professional: Any, when: Any) -> Any:
            mine, theirs = professional("learning_recruited", when), professional("helping_recruited", when)
            limit = _limit(professional("obligation", when), recruited)
            return professional("learning", when) - OPS.least(OPS.greatest(mine + theirs - limit, 0), mine)

        def counted_total(professional: Any, when: Any) -> Any:
            mine, theirs = professional("learning_recruited", when), professional("helping_recruited", when)
            owed = professional("obligation", when)
            cut = OPS.greatest(mine + theirs - _limit(owed, recruited), 0)
            outside = professional("other", when) - OPS.greatest(cut - mine, 0)
            outside = outside + OPS.least(professional("alone", when), _limit(owed, by_self))
            return professional("learner_total", when) + OPS.least(outside, _limit(owed, others))

        for condition in (learning, learning_recruited, helping_recruited, other):
            self.add(condition.__name__, PROFESSIONAL, summed(condition))
        self.add("alone", PROFESSIONAL, summed(self_training))
        self.add("learner_total", PROFESSIONAL, learner_total)
        self.add("counted_total", PROFESSIONAL, counted_total)


def _called(node: Node | BoundVariant, read: dict[str, Any]) -> Any:
    function = node.function if isinstance(node, BoundVariant) else node.step.function
    given = [a.value if a.axis is None else read[a.name] for a in node.arguments]
    return function(OPS, *given)  # type: ignore[misc]


def _limit(obligation: Any, pool: Any) -> Any:
    return OPS.share(obligation, pool.numerator, pool.denominator)


def dense(problem: Problem) -> dict[str, Any]:
    """Absences as OpenFisca wants them: one array a year, absences of a year added up. Not measured."""
    person = np.repeat(np.arange(problem.people), np.diff(problem.absence_offsets))
    values: dict[str, Any] = {"due": problem.due.T}
    partial = problem.absence["whole_year"] == 0
    for name, column in problem.absence.items():
        table = np.zeros((3, problem.people), dtype=np.int32)
        np.add.at(table, (problem.absence_year, person), column * partial if name == "blocks" else column)
        values[name] = table
    return values


def run(
    system: TaxBenefitSystem, problem: Problem, absences: dict[str, Any], *, trace: bool
) -> dict[str, Any]:
    """Build a simulation from arrays and compute the answers."""
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("participation", range(problem.credits))
    group = builder.declare_entity("professional", range(problem.people))
    group.members_entity_id = np.repeat(np.arange(problem.people), np.diff(problem.offsets))
    group.members_role = np.repeat(PROFESSIONAL.flattened_roles[0], problem.credits)
    simulation = builder.build(system)
    simulation.trace = trace
    for name, column in (*problem.person.items(), *problem.credit.items()):
        simulation.set_input(name, WHOLE, column)
    for name, table in absences.items():
        for year, column in zip(YEARS, table, strict=True):
            simulation.set_input(name, str(year), column)
    return {name: simulation.calculate(name, WHOLE) for name in OUTPUTS}
