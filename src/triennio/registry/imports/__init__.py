"""What an Order brings into the register from files: its members, their participations, the providers' reports."""

from triennio.registry.imports import members, participations, reports

__all__ = ["members", "participations", "reports"]
