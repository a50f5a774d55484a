"""Addresses of playbooks: the settings, and what is done on a deal."""

from django.urls import path

from penstock.playbooks.views import checklist, settings

app_name = "playbooks"
urlpatterns = [
    path("settings/playbooks/", settings.playbooks, name="playbooks"),
    path("settings/playbooks/stages/<int:pk>/", settings.stage, name="stage"),
    path("settings/playbooks/stages/<int:pk>/ask/", settings.ask_for_checklist, name="ask"),
    path("settings/playbooks/stages/<int:pk>/<slug:sort>/add/", settings.add, name="add"),
    path("settings/playbooks/stages/<int:pk>/<slug:sort>/order/", settings.order, name="order"),
    path("settings/playbooks/<slug:sort>/<int:pk>/", settings.entry, name="entry"),
    path("settings/playbooks/<slug:sort>/<int:pk>/retire/", settings.retire, name="retire"),
    path("settings/playbooks/<slug:sort>/<int:pk>/restore/", settings.restore, name="restore"),
    path("deals/<int:pk>/checklist/<int:item_pk>/tick/", checklist.tick, name="tick"),
    path("deals/<int:pk>/checklist/<int:item_pk>/untick/", checklist.untick, name="untick"),
]
