"""The operations of the register, in the order of the page of the API."""

from triennio.registry.api.dossiers import router as dossiers
from triennio.registry.api.expenses import router as expenses
from triennio.registry.api.folder import router as folder
from triennio.registry.api.group_dossiers import router as group_dossiers
from triennio.registry.api.imports import router as imports
from triennio.registry.api.inbox import router as inbox
from triennio.registry.api.moves import router as moves
from triennio.registry.api.own_data import router as own_data
from triennio.registry.api.position import router as position
from triennio.registry.api.requests import router as requests

ROUTERS = (position, own_data, moves, requests, dossiers, folder, expenses, group_dossiers, inbox, imports)
