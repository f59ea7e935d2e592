"""Addresses of the guide."""

from django.urls import path

from triennio.guide.views import index, page

app_name = "guide"
urlpatterns = [
    path("guida/", index, name="index"),
    path("guida/<slug:slug>/", page, name="page"),
]
