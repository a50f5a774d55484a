"""The addresses of asking why; those under ``answer/`` are for customers, who do not sign in."""

from django.urls import path

from penstock.losses.views import asking, public, talks
from penstock.losses.views import settings as pages

app_name = "losses"
urlpatterns = [
    path("deals/<int:pk>/why-lost/", talks.verify, name="verify"),
    path("deals/<int:pk>/why-lost/take-back/", talks.take_back, name="take_back"),
    path("deals/<int:pk>/ask-why/", asking.ask, name="ask"),
    path("deals/<int:pk>/ask-why/revoke/", asking.revoke, name="revoke"),
    path("after-a-loss/", pages.settings, name="settings"),
    path("after-a-loss/wordings/", pages.wordings, name="wordings"),
    path("answer/<slug:language>/", public.thanks, name="thanks"),
    path("answer/<slug:language>/<str:secret>/", public.answer, name="answer"),
]
