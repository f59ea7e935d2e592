"""The operations of the register, in the order of the page of the API."""

from ninja import Router

ROUTERS: tuple[Router, ...] = ()
