"""One allowed call of every action on keys for programs."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from tests.support.examples import Builder, Example
from tests.support.world import World
from triennio.people.models import ApiToken
from triennio.platform import clock

# Also whoever decides on the account: a key is its owner's alone.
STRANGERS = ("marco", "elena", "clerk", "president", "support", "operator", "suspended")
DIGEST = sha256(b"prova").hexdigest()


def _made(world: World) -> ApiToken:
    until = clock.today() + timedelta(days=30)
    return ApiToken.objects.create(account=world.giulia, name="prova", digest=DIGEST, until=until)


def _create(world: World) -> Example:
    arguments = {
        "account": world.giulia.code,
        "name": "foglio",
        "digest": DIGEST,
        "until": clock.today() + timedelta(days=90),
    }
    return Example(world.giulia, arguments, STRANGERS)


EXAMPLES: dict[str, Builder] = {
    "token.create": _create,
    "token.revoke": lambda world: Example(world.giulia, {"token": _made(world).code}, STRANGERS),
    "token.use": lambda world: Example(world.giulia, {"token": _made(world).code}, STRANGERS),
}
