"""The addresses of processes: their lists, one endpoint per verb, and the settings of their kinds."""

from django.urls import path

from penstock.processes.views import kinds, lists, moves, stages, work

app_name = "processes"
urlpatterns = [
    path("processes/", lists.processes, name="processes"),
    path("processes/of/<int:pk>/", lists.of_kind, name="of_kind"),
    path("processes/<int:pk>/", work.process, name="process"),
    path("processes/<int:pk>/move/", moves.move, name="move"),
    path("processes/<int:pk>/change/", work.change, name="change"),
    path("processes/<int:pk>/hand-over/", work.hand_over, name="hand_over"),
    path("processes/<int:pk>/remove/", moves.remove, name="remove"),
    path("processes/<int:pk>/restore/", moves.restore, name="restore"),
    path("processes/<int:pk>/undo/<int:position>/", moves.undo, name="undo"),
    path("deals/<int:pk>/processes/<int:kind_pk>/", work.start, name="start"),
    path("settings/processes/", kinds.kinds, name="kinds"),
    path("settings/processes/new/", kinds.define, name="define"),
    path("settings/processes/order/", kinds.reorder, name="reorder"),
    path("settings/processes/<int:pk>/", kinds.kind, name="kind"),
    path("settings/processes/<int:pk>/retire/", kinds.retire, name="retire"),
    path("settings/processes/<int:pk>/restore/", kinds.bring_back, name="bring_back"),
    path("settings/processes/<int:pk>/order/", stages.reorder, name="reorder_stages"),
    path("settings/processes/<int:pk>/add/", stages.add, name="add_stage"),
    path("settings/processes/stages/<int:pk>/", stages.stage, name="stage"),
    path("settings/processes/stages/<int:pk>/retire/", stages.retire, name="retire_stage"),
    path("settings/processes/stages/<int:pk>/restore/", stages.restore, name="restore_stage"),
]
