"""Commands of the server: `serve`, `prepare`, `manage`."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

KEEP_ALIVE_SECONDS = 75


def register(subparsers: Any) -> None:
    """Add the commands of the server."""
    serve = subparsers.add_parser("serve", help="avvia il server")
    serve.add_argument("--host", default="127.0.0.1", help="indirizzo su cui ascoltare (%(default)s)")
    serve.add_argument("--port", type=int, default=8000, help="porta (%(default)s)")
    serve.add_argument(
        "--no-worker", action="store_true", help="senza i lavori in sottofondo (vedi: triennio worker)"
    )
    serve.set_defaults(run=_serve)

    prepare = subparsers.add_parser("prepare", help="aggiorna la base dati e i file delle pagine")
    prepare.set_defaults(run=_prepare)

    manage = subparsers.add_parser("manage", help="un comando di amministrazione di Django")
    manage.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGOMENTI")
    manage.set_defaults(run=_manage)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()


def _serve(arguments: argparse.Namespace) -> int:
    _set_up()
    import uvicorn
    from django.conf import settings

    from triennio.platform.worker import end, start_thread

    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        print("I file delle pagine non sono pronti. Eseguire prima: triennio prepare", file=sys.stderr)
        return 2
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    print(f"Triennio risponde su http://{host}:{arguments.port}  (Ctrl+C per fermarlo)", flush=True)
    worker = None if arguments.no_worker else start_thread()
    uvicorn.run(
        "triennio.asgi:application",
        host=arguments.host,
        port=arguments.port,
        lifespan="off",
        # Uvicorn's access log writes query strings and addresses; triennio.request writes neither.
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    if worker:
        end(*worker)
    return 0


def _prepare(arguments: argparse.Namespace) -> int:
    _set_up()
    from django.conf import settings
    from django.core.management import call_command

    from triennio.platform.vault import ensure_master_key

    Path(settings.VAR).mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_master_key()
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _manage(arguments: argparse.Namespace) -> int:
    _set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["triennio manage", *arguments.arguments])
    return 0
