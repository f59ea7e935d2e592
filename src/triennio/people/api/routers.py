"""The operations of people, in the order of the page of the API."""

from triennio.people.api.account import router as account
from triennio.people.api.management import router as management
from triennio.people.api.offices import router as offices

ROUTERS = (account, offices, management)
