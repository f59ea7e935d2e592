"""What people plan to learn, counted: for providers, without anybody's name."""

from __future__ import annotations

from collections import Counter

from django.db.models import F, Q

from triennio.kernel.triennio import Triennio
from triennio.people.models import Registration
from triennio.platform.permissions import Actor, Scope, require
from triennio.registry.domain.dossiers_needs import Needs, needs
from triennio.registry.models import Dossier, DossierMember, DossierObjective
from triennio.registry.queries.dossiers import known


def counted(viewer: Actor, triennio: Triennio, *, area: str = "", profession: int | None = None) -> Needs:
    """People by objective and profession in the dossiers of a triennio. Raises OutOfSight.

    Somebody who plans an objective in their own dossier and in that of a group is one person.
    """
    require(viewer, "needs.see", Scope())
    professions = dict(Registration.objects.order_by("main", "-pk").values_list("professional", "profession"))
    people: set[tuple[int, int]] = set()
    dossiers = Dossier.objects.filter(triennio=triennio.first, cancelled=None)
    own = DossierObjective.objects.filter(dossier__in=dossiers.filter(type=Dossier.Type.INDIVIDUAL))
    people.update(own.values_list("objective", "dossier__professional").iterator(chunk_size=5000))
    inside = Q(until=None) | Q(until__gt=F("since"))
    members = DossierMember.objects.filter(inside, dossier__in=dossiers.filter(type=Dossier.Type.GROUP))
    joined = members.values_list("dossier__objectives__objective", "professional")
    people.update(joined.exclude(dossier__objectives=None).iterator(chunk_size=5000))
    counts = Counter((objective, professions[who]) for objective, who in people if who in professions)
    return needs(counts, known(), area=area, profession=profession)
