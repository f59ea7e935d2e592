"""The same steps bound to Spark columns: native expressions, no Python where the data are.

Credits and absences stay in the lists of their person (`transform`, `aggregate`): no join, no shuffle, which is the
most favourable form for Spark that we know of. Caps are closed forms, as in `fisca.py`.
"""

from __future__ import annotations

from typing import Any

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from bench.rules.problem import OUTPUTS, TRIENNIO
from triennio.rules.book import Book
from triennio.rules.ecm.columns import Family, Kind
from triennio.rules.ecm.vector.fold import BALANCE_NODES
from triennio.rules.ecm.vector.rows import INDIVIDUAL
from triennio.rules.ecm.work import balance_plan, obligation_plan, recognition_plan
from triennio.rules.engine.plan import Node
from triennio.rules.engine.step import Axis

SUMS = ("learning", "learning_recruited", "helping_recruited", "other", "alone")


class SparkOps:
    """The operators of the algebra on Spark columns. Division is exact: amounts stay far below 2⁵³."""

    def least(self, a: Any, b: Any) -> Any:
        return F.least(_column(a), _column(b))

    def greatest(self, a: Any, b: Any) -> Any:
        return F.greatest(_column(a), _column(b))

    def where(self, condition: Any, a: Any, b: Any) -> Any:
        return F.when(_column(condition).cast("boolean"), _column(a)).otherwise(_column(b))

    def share(self, amount: Any, numerator: Any, denominator: int) -> Any:
        return self.floor(_column(amount) * numerator * 2 + denominator, 2 * denominator)

    def floor(self, amount: Any, denominator: int) -> Any:
        return F.floor(_column(amount) / denominator)


def _column(value: Any) -> Column:
    """Whole numbers as 64 bits: 32 would not hold the products."""
    return value if isinstance(value, Column) else F.lit(value).cast("bigint")


class Native:
    """The plans of the engine as columns."""

    def __init__(self, book: Book) -> None:
        self.params, self.ops = book.params(TRIENNIO, book.choices({})), SparkOps()
        self.obligation = [n for n in obligation_plan(book, self.params).nodes if n.step.axis is Axis.PERSON]
        self.constants = {n.step.name: n.constant for n in self.obligation if n.constant is not None}
        self.balance = [n for n in balance_plan(book, self.params).nodes if n.step.name in BALANCE_NODES]
        nodes = {n.step.name: n for n in recognition_plan(book, self.params).nodes}
        self.individual = [nodes[name] for name in INDIVIDUAL]

    def positions(self, people: DataFrame) -> DataFrame:
        """One step a column, each reading those before."""
        for name in ("previous_credits", "vaccine_credits", "known_total", "years_due"):
            people = people.withColumn(name, F.col(name).cast("bigint"))
        for node in self.obligation:
            if node.step.name == "absences":
                people = people.withColumn("absences", self.absences())
            elif node.constant is None:
                people = people.withColumn(node.step.name, _column(self.called(node, {})))
        people = people.withColumn("sums", self.sums())
        people = people.withColumns({name: F.col("sums")[name] for name in SUMS})
        for name, column in self.caps().items():
            people = people.withColumn(name, column)
        for node in self.balance:
            people = people.withColumn(node.step.name, _column(self.called(node, {})))
        return people.select("id", *(F.col(name).cast("int").alias(name) for name in OUTPUTS))

    def called(self, node: Any, row: dict[str, Any]) -> Any:
        """A step on columns of the person, or of a row where it is given."""
        given = []
        for argument in node.arguments:
            if argument.axis is None:
                given.append(argument.value)
            elif argument.name in self.constants:
                given.append(self.constants[argument.name])
            else:
                given.append(row.get(argument.name, F.col(argument.name)) if row else F.col(argument.name))
        function = node.step.function if isinstance(node, Node) else node.function
        return function(self.ops, *given)

    def absences(self) -> Column:
        """The relief of each year, at most a third, added up."""
        values, third, ops = self.params.values, F.col("year_third"), self.ops

        def relief(row: Column) -> Column:
            study = (
                ops.share(third * row["sixths"], 1, 2) + row["course_hours"] * values["hours_a_credit_unit"]
            )
            study = study + row["mission_months"] * values["credits_a_month"] + row["decided"]
            by_days = row["blocks"].cast("bigint") * values["credits_a_fortnight"]
            return study + ops.where(row["whole_year"], third, by_days)

        def wanted(year: int) -> Column:
            zero = F.lit(0).cast("bigint")
            return F.aggregate(
                "absences",
                zero,
                lambda so_far, row: so_far + F.when(row["year"] == year, relief(row)).otherwise(zero),
            )

        parts = [ops.where(F.col(f"due_{n}"), ops.least(wanted(n), third), 0) for n in range(3)]
        result: Column = parts[0] + parts[1] + parts[2]
        return result

    def amount(self, credit: Column) -> Column:
        """What one credit is worth before the caps."""
        row: dict[str, Any] = {
            name: credit[name] for name in ("kind", "position", "months", "indexed", "leef")
        }
        row |= {name: credit[name].cast("bigint") for name in ("stated", "decided_credits", "hours")}
        row |= {name: credit[name] for name in ("listed_country", "distance")}
        row["listed_country"] = row["listed_country"] == 1
        for node in self.individual:
            row[node.step.name] = self.called(node.variants[-1] if node.variants else node, row)
        limited = self.ops.least(row["recorded"], self.params.values["event_at_most"])
        worth = self.ops.where(credit["kind"] == int(Kind.EVENT), limited, row["recorded"])
        return self.ops.where(credit["out"], 0, worth)

    def sums(self) -> Column:
        """The five sums of which the caps are made, in one passage over the list."""

        def add(so_far: Column, credit: Column) -> Column:
            amount, learner = credit["amount"], credit["is_learner"] == 1
            recruited, alone = credit["recruited"] == 1, credit["family"] == int(Family.SELF_TRAINING)
            conditions = (learner, learner & recruited, ~learner & recruited, ~learner & ~alone, alone)
            zero = F.lit(0).cast("bigint")
            return F.struct(
                *(
                    (so_far[name] + F.when(condition, amount).otherwise(zero)).alias(name)
                    for name, condition in zip(SUMS, conditions, strict=True)
                )
            )

        def worth(credit: Column) -> Column:
            kept = (credit[name].alias(name) for name in ("is_learner", "recruited", "family"))
            return F.struct(self.amount(credit).alias("amount"), *kept)

        zeros = F.struct(*(F.lit(0).cast("bigint").alias(name) for name in SUMS))
        return F.aggregate(F.transform("credits", worth), zeros, add)

    def caps(self) -> dict[str, Column]:
        by_self, recruited, others = self.params.pools
        ops, owed = self.ops, F.col("obligation")

        def limit(pool: Any) -> Column:
            return ops.share(owed, pool.numerator, pool.denominator)

        mine, theirs = F.col("learning_recruited"), F.col("helping_recruited")
        cut = F.col("cut")
        outside = F.col("other") - ops.greatest(cut - mine, 0) + ops.least(F.col("alone"), limit(by_self))
        return {
            "cut": ops.greatest(mine + theirs - limit(recruited), 0),
            "learner_total": F.col("learning") - ops.least(cut, mine),
            "counted_total": F.col("learner_total") + ops.least(outside, limit(others)),
        }
