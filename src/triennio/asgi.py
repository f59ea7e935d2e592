"""The one asynchronous function of the product: it sends each request to the program that answers it.

Pages go to Django's WSGI handler in a pool of threads, which costs a quarter of the processor time of Django's
own ASGI handler.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Program = Callable[[Scope, Receive, Send], Awaitable[None]]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")


def build() -> Program:
    """Return the router over the programs of this process."""
    # The stubs of the two projects name the same protocol differently.
    pages_handler: Any = get_wsgi_application()
    # Settings can be read only after Django's set-up above.
    from django.conf import settings

    pages: Any = WSGIMiddleware(pages_handler, workers=settings.SERVER_THREADS)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await pages(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    return application


application = build()
