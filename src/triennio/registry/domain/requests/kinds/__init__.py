"""The kinds of request, each a module; here they are gathered."""

from triennio.registry.domain.requests.kind import Kind
from triennio.registry.domain.requests.kinds.abroad import ABROAD
from triennio.registry.domain.requests.kinds.exemption import EXEMPTION
from triennio.registry.domain.requests.kinds.exoneration import EXONERATION
from triennio.registry.domain.requests.kinds.missing import MISSING_CREDITS
from triennio.registry.domain.requests.kinds.person import PRACTICE, PROFESSION, START_DATE
from triennio.registry.domain.requests.kinds.publication import PUBLICATION
from triennio.registry.domain.requests.kinds.self_training import SELF_TRAINING
from triennio.registry.domain.requests.kinds.trial import TRIAL
from triennio.registry.domain.requests.kinds.tutoring import TUTORING

KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        SELF_TRAINING,
        PUBLICATION,
        TRIAL,
        TUTORING,
        ABROAD,
        EXONERATION,
        EXEMPTION,
        MISSING_CREDITS,
        START_DATE,
        PRACTICE,
        PROFESSION,
    )
}

BY_SLUG: dict[str, Kind] = {each.slug: each for each in KINDS.values()}
