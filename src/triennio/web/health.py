"""Is this installation able to work? For the machine that watches it."""

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def _state() -> dict[str, str]:
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
    except Error:
        return {"database": "unreachable", "migrations": "unknown"}
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return {"database": "ok", "migrations": "pending" if pending else "ok"}


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 where the database answers and no migration is pending, 503 otherwise."""
    state = _state()
    well = all(value == "ok" for value in state.values())
    return JsonResponse({"status": "ok" if well else "error", **state}, status=200 if well else 503)
