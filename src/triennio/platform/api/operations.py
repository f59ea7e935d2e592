"""How an operation declares itself: what it does, who may, what it answers, every error it can answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from ninja.constants import NOT_SET
from ninja.operation import Operation

from triennio.platform.actions import Answer, Call
from triennio.platform.api.calls import actor_of, always_open
from triennio.platform.api.problems import Problem

F = TypeVar("F", bound=Callable[..., Any])
READING = (401, 403, 404, 422, 429, 500)
WRITING = (400, 401, 403, 404, 409, 413, 422, 429, 500)


@dataclass(frozen=True, slots=True)
class Declared:
    """An operation as the page of the API shows it. `errors` are statuses."""

    name: str
    actions: tuple[str, ...]
    permission: str
    errors: tuple[int, ...]
    status: int
    media: tuple[str, ...]


OPERATIONS: dict[str, Declared] = {}


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    title: str,
    answers: Any,
    does: Call | tuple[Call, ...] = (),
    needs: str = "",
    refuses: bool = False,
    public: bool = False,
    status: int = 200,
    media: tuple[str, ...] = (),
    example: Any = None,
) -> Callable[[F], F]:
    """Register a function as an operation under its own name. A body of JSON is its argument `body`.

    `does` are the actions it calls; the permission is theirs unless `needs` names that of a query. `refuses` says that
    reading may end in a refusal. `media` are the types of an answer that is a file: `answers` is then not used.
    """
    called = does if isinstance(does, tuple) else (does,)
    permission = needs or (called[0].spec.permission if called else "")

    def decorate(function: F) -> F:
        name = function.__name__
        errors = _errors(method, path, function, refuses=refuses, public=public, needs=bool(permission))
        if name in OPERATIONS:
            raise ValueError(f"two operations are called {name}")
        actions = tuple(each.spec.name for each in called)
        OPERATIONS[name] = Declared(name, actions, permission, errors, status, media)
        extra: dict[str, Any] = {"x-permission": permission, "x-actions": list(actions)}
        if example is not None:
            extra["x-example"] = example
        if media:
            file = {"schema": {"type": "string", "format": "binary"}}
            extra["responses"] = {status: {"description": "File", "content": dict.fromkeys(media, file)}}
        if status != 200:
            function._ninja_contribute_to_operation = [_answering(status)]  # type: ignore[attr-defined]
        router.api_operation(
            [method],
            path,
            response={status: None if media else answers, **dict.fromkeys(errors, Problem)},
            summary=title,
            operation_id=name,
            openapi_extra=extra,
            url_name=name,
            auth=None if public else NOT_SET,
        )(function)
        return function

    return decorate


def _answering(status: int) -> Callable[[Operation], None]:
    """Let the operation answer with a status of its own, once the library has read its arguments."""

    def contribute(made: Operation) -> None:
        function = made.view_func

        @wraps(function)
        def answer(request: HttpRequest, **values: Any) -> Any:
            return Status(status, function(request, **values))

        made.view_func = answer

    return contribute


def _errors(
    method: str, path: str, function: Callable[..., Any], *, refuses: bool, public: bool, needs: bool
) -> tuple[int, ...]:
    taken = signature(function).parameters
    found = set(READING if method == "GET" else WRITING)
    if "body" in taken:
        found.add(415)
    if refuses:
        found.add(409)
    # Reading is refused to a known caller only where there are terms to accept.
    if public or (method == "GET" and always_open(path)):
        found.discard(403)
    if public:
        found.discard(401)
        if not needs:
            found.discard(404)
    return tuple(sorted(found))


def perform(request: HttpRequest, action: Call, key: str | None = None, /, **arguments: Any) -> Answer:
    """Call an action for whoever calls the operation."""
    return action(actor_of(request), key=key, **arguments)


def file_answer(content: bytes, name: str, media: str) -> HttpResponse:
    """A file to be saved; nothing in it is ever run."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
