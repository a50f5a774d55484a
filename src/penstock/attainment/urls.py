"""The addresses of targets."""

from django.urls import path

from penstock.attainment.views import (
    breaking,
    bringing,
    history,
    kpis,
    kpis_bringing,
    kpis_paper,
    needs,
    setting,
    targets,
)

app_name = "attainment"

urlpatterns = [
    path("", targets.targets, name="targets"),
    path("set/<str:kind>/<int:pk>/", setting.set_one, name="set"),
    path("<int:pk>/break-down/", breaking.break_down, name="break_down"),
    path("<int:pk>/remove/", setting.remove, name="remove"),
    path("history/", history.history, name="history"),
    path("import/", bringing.bring, name="import"),
    path("scorecards/", kpis.kpis, name="kpis"),
    path("scorecards.pdf", kpis_paper.paper, name="kpis_paper"),
    path("scorecards/import/", kpis_bringing.bring, name="import_kpis"),
    path("scorecards/<str:kind>/<int:pk>/", kpis.kpi, name="kpi"),
    path("needs/<int:pk>/", needs.needs, name="needs"),
    path("needs/<str:kind>/<int:pk>/", needs.needs, name="needs_of"),
]
