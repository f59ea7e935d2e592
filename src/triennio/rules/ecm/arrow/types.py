"""Which types of a column can stand for the one of the schema."""

from __future__ import annotations

import pyarrow as pa

from triennio.rules.ecm.arrow.schema import TEXT


def type_fault(given: pa.DataType, wanted: pa.DataType) -> str | None:
    """Why a column of this type cannot be read as the one wanted; none when it can."""
    t = pa.types
    texts = t.is_string(given) or t.is_large_string(given) or t.is_string_view(given)
    if t.is_null(given) or given == wanted:
        return None
    if t.is_dictionary(given):
        return type_fault(given.value_type, wanted)
    if wanted == TEXT and (texts or t.is_integer(given)):
        return None
    if t.is_integer(wanted) and t.is_integer(given):
        return None
    if t.is_list(wanted) and (t.is_list(given) or t.is_large_list(given)) and t.is_integer(given.value_type):
        return None
    if t.is_struct(wanted) and t.is_struct(given):
        return _struct_fault(given, wanted)
    return f"{_name(wanted)} is needed, not {given}"


def _struct_fault(given: pa.DataType, wanted: pa.DataType) -> str | None:
    known = {wanted.field(i).name: wanted.field(i).type for i in range(wanted.num_fields)}
    for i in range(given.num_fields):
        field = given.field(i)
        if field.name not in known:
            return f"'{field.name}' is not one of {', '.join(known)}"
        fault = type_fault(field.type, known[field.name])
        if fault:
            return f"'{field.name}': {fault}"
    return None


def _name(wanted: pa.DataType) -> str:
    return "a struct of areas" if pa.types.is_struct(wanted) else str(wanted).replace("date32[day]", "date32")
