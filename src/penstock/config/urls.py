"""Every address: each app brings its own under its name."""

from django.urls import include, path

from penstock.live.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
