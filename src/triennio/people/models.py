"""Tables of people, one file a concept under `tables/`."""

from triennio.people.tables.accounts import Account
from triennio.people.tables.applications import Application, Terms, TermsAcceptance
from triennio.people.tables.organisations import Organisation
from triennio.people.tables.professionals import Employment, Professional, RegisterAct, Registration
from triennio.people.tables.roles import Assignment, Role
from triennio.people.tables.tokens import ApiToken

__all__ = [
    "Account",
    "ApiToken",
    "Application",
    "Assignment",
    "Employment",
    "Organisation",
    "Professional",
    "RegisterAct",
    "Registration",
    "Role",
    "Terms",
    "TermsAcceptance",
]
