"""The addresses of what the forecast shows on pages of others."""

from django.urls import path

from penstock.forecasts.views.parts import chance, chances, focus

app_name = "forecasts"

urlpatterns = [
    path("deals/<int:pk>/", chance, name="chance"),
    path("chances/", chances, name="chances"),
    path("promising/", focus, name="focus"),
]
