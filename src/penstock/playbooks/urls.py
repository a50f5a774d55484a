"""Addresses of playbooks: the settings, and what is done on a deal."""

from django.urls import path, re_path

from penstock.playbooks.views import after, checklist, findings, handover, ready, settings, talk

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
    path("settings/playbooks/stages/<int:pk>/script/", settings.script, name="script"),
    path("settings/playbooks/pipelines/<int:pk>/ready/", ready.ready, name="ready"),
    path("settings/playbooks/people/", settings.members, name="members"),
    path("deals/<int:pk>/give/<int:asset_pk>/", after.give, name="give"),
    re_path(
        r"^deals/(?P<pk>\d{1,18})/give/(?P<asset_pk>\d{1,18})\.(?P<kind>pdf|docx)$", after.give_file, name="give_file"
    ),
    path("deals/<int:pk>/draw-up/<int:asset_pk>/", after.draw_up, name="draw_up"),
    path("playbooks/files/<int:pk>/", after.file, name="file"),
    path("deals/<int:pk>/call-in/", after.call_in, name="call_in"),
    path("deals/<int:pk>/follow-up/", after.follow_up, name="follow_up"),
    path("deals/<int:pk>/reorder/", after.reorder, name="reorder"),
    path("deals/<int:pk>/reorder/none/", after.no_reorder, name="no_reorder"),
    path("deals/<int:pk>/hand-over/", handover.offer, name="offer"),
    path("hand-overs/<int:pk>/accept/", handover.accept, name="accept"),
    path("hand-overs/<int:pk>/decline/", handover.decline, name="decline"),
    path("hand-overs/<int:pk>/withdraw/", handover.withdraw, name="withdraw"),
    path("deals/<int:pk>/talk/<int:script_pk>/", talk.talk, name="talk"),
    path("deals/<int:pk>/objection/", findings.objection, name="objection"),
    path("deals/<int:pk>/need/", findings.need, name="need"),
    path("deals/<int:pk>/terms/", findings.terms, name="terms"),
    path("findings/<int:pk>/outcome/", findings.outcome, name="outcome"),
    path("findings/<int:pk>/remove/", findings.remove, name="remove_finding"),
    path("findings/<int:pk>/restore/", findings.restore, name="restore_finding"),
    path("deals/<int:pk>/checklist/<int:item_pk>/tick/", checklist.tick, name="tick"),
    path("deals/<int:pk>/checklist/<int:item_pk>/untick/", checklist.untick, name="untick"),
]
