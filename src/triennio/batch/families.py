"""What the batch needs to know of each family of rules, and how it recognises the one a register is of."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

import pyarrow as pa

ECM, LAWYERS = "ecm", "lawyers"
KEY = b"triennio.family"
"""In the metadata of a nested table: the family. Where it is missing the columns tell."""


@dataclass(frozen=True)
class Family:
    """The Arrow shape of a family: its tables and the functions on them, found in the rules of that family."""

    name: str

    def _part(self, module: str) -> ModuleType:
        return importlib.import_module(f"triennio.rules.{self.name}.arrow.{module}")

    @cached_property
    def flat(self) -> Mapping[str, pa.Schema]:
        """The schema of each flat table; `persons` first."""
        found: Mapping[str, pa.Schema] = self._part("schema").FLAT
        return found

    @cached_property
    def nested(self) -> pa.Schema:
        found: pa.Schema = self._part("schema").NESTED
        return found

    def leaves(self, trace: bool) -> list[str]:
        """The columns of the nested table to read."""
        found: list[str] = self._part("schema").leaves(trace)
        return found

    def results(self, trace: bool) -> dict[str, pa.Schema]:
        """The tables that come out."""
        schema = self._part("schema")
        return {name: kind for name, kind in schema.OUT.items() if trace or name not in schema.TRACES}

    def nest(self, tables: Mapping[str, pa.Table]) -> Any:
        """Flat tables sorted by person → people."""
        return self._part("flat").nest(tables)

    def batch_of(self, people: Any) -> pa.RecordBatch:
        """People → a nested batch."""
        found: pa.RecordBatch = self._part("people").batch_of(people)
        return found

    def positions(self, batch: pa.RecordBatch, *rest: Any, **options: Any) -> dict[str, pa.RecordBatch]:
        """The one function from a nested batch to its positions."""
        found: dict[str, pa.RecordBatch] = self._part("positions").positions_batch(batch, *rest, **options)
        return found


FAMILIES: Mapping[str, Family] = {name: Family(name) for name in (ECM, LAWYERS)}


def told_by(schema: pa.Schema) -> str:
    """The family of a nested table."""
    said = (schema.metadata or {}).get(KEY)
    if said is not None and said.decode() in FAMILIES:
        return str(said.decode())
    lawyers = set(FAMILIES[LAWYERS].nested.names)
    return LAWYERS if lawyers <= set(schema.names) and "profession" not in schema.names else ECM
