"""Addresses of people."""

from django.urls import path

from triennio.people.web import account, demo

app_name = "people"
urlpatterns = [
    path("demo/", demo.choose, name="demo"),
    path("io/account/", account.page, name="account"),
]
