"""The page of the API: every operation with who may, what it takes, what it answers. No script is needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from triennio.people.permissions import TABLE, Reach
from triennio.platform.api.calls import PREFIX
from triennio.platform.api.operations import OPERATIONS, Declared
from triennio.web.api.root import api

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: str
    required: bool
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation. `holders` are (role, reach); `fields` those of the body."""

    declared: Declared
    method: str
    path: str
    title: str
    parameters: tuple[Parameter, ...]
    fields: tuple[Parameter, ...]
    holders: tuple[tuple[str, str], ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    anchor: str
    operations: tuple[Shown, ...]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The list, in the language of the page."""
    said = {
        "groups": groups(),
        "prefix": PREFIX,
        "count": len(OPERATIONS),
    }
    return render(request, "web/api/page.html", said)


@cache
def schema() -> Json:
    """The description, made once: operations do not change while the process lives."""
    return dict(api.get_openapi_schema())


def groups() -> list[Group]:
    """The operations by subject, in the order of the rooms."""
    found: dict[str, list[Shown]] = {}
    for path, methods in schema()["paths"].items():
        for method, each in methods.items():
            found.setdefault(each["tags"][0], []).append(_shown(path, method.upper(), each))
    return [Group(_(name), f"gruppo-{n}", tuple(rows)) for n, (name, rows) in enumerate(found.items(), 1)]


def _shown(path: str, method: str, each: Json) -> Shown:
    declared = OPERATIONS[each["operationId"]]
    parameters = tuple(
        Parameter(
            one["name"], one["in"], one.get("required", False), one.get("description") or _kind(one["schema"])
        )
        for one in each["parameters"]
    )
    return Shown(
        declared,
        method,
        path,
        _(each["summary"]),
        parameters,
        tuple(_fields(each)),
        tuple(_holders(declared.permission)),
        _curl(path, method, each),
    )


def _fields(each: Json) -> Iterator[Parameter]:
    for media, content in each.get("requestBody", {}).get("content", {}).items():
        shape = _resolved(content["schema"])
        for name, one in shape.get("properties", {}).items():
            yield Parameter(
                name, media, name in shape.get("required", ()), one.get("description") or _kind(one)
            )


def _resolved(shape: Json) -> Json:
    if "$ref" in shape:
        found: Json = schema()["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
        return found
    return shape


def _kind(shape: Mapping[str, Any]) -> str:
    """A value's kind in a few words: its name in JSON, its format, its words."""
    if "anyOf" in shape:
        return " | ".join(_kind(one) for one in shape["anyOf"])
    if "enum" in shape:
        return " | ".join(str(one) for one in shape["enum"])
    if "const" in shape:
        return json.dumps(shape["const"])
    if "$ref" in shape:
        return str(shape["$ref"].rsplit("/", 1)[-1])
    if shape.get("type") == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    limits = [f"{word} {shape[name]}" for name, word in (("minimum", "≥"), ("maximum", "≤")) if name in shape]
    return " ".join([str(shape.get("format") or shape.get("type") or "…"), *limits])


def _holders(permission: str) -> Iterator[tuple[str, str]]:
    for role, reach in TABLE.get(permission, {}).items():
        yield (str(role.label), "" if reach is Reach.ANYONE else str(reach.value))


def _curl(path: str, method: str, each: Json) -> str:
    """A call to copy; the words in capitals are to be replaced."""
    lines = [f"curl -X {method}" if method != "GET" else "curl"]
    if each.get("security") != []:
        lines.append('-H "Authorization: Bearer $CHIAVE"')
    if any(one["name"] == "Idempotency-Key" and one["required"] for one in each["parameters"]):
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    body = each.get("requestBody", {}).get("content", {})
    if "application/json" in body:
        example = json.dumps(each.get("x-example", {}), ensure_ascii=False)
        lines += ['-H "Content-Type: application/json"', f"-d '{example}'"]
    elif body:
        shape = _resolved(body["multipart/form-data"]["schema"])
        others = [name for name in shape.get("required", ()) if name != "file"]
        lines += [*(f"-F {name}={name.upper()}" for name in others), "-F file=@FILE.pdf"]
    # Braces would mean something to curl.
    place = re.sub(r"{(\w+)}", lambda word: word[1].upper(), path)
    lines.append(f'"$SITO{place}"')
    return " \\\n  ".join(lines)
