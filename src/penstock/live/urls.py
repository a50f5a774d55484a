"""The stream's address; the server answers it before Django does (see config/asgi.py)."""

from django.urls import path

from penstock.live.health import no_stream

app_name = "live"
urlpatterns = [path("", no_stream, name="stream")]
