"""The routes of the chance beside a deal, and of the promising deals on Today."""

from tests.matrix.routes import ALL, WRITERS, Route
from tests.matrix.scene import Scene


def _deal(scene: Scene) -> dict[str, int]:
    return {"pk": scene.pk("deal")}


FORECAST_ROUTES: dict[str, Route] = {
    "forecasts:chance": Route(WRITERS | {"viewer"}, frozenset(), _deal, hides=frozenset({"colleague", "stranger"})),
    "forecasts:chances": Route(ALL, frozenset(), query=lambda scene: f"?deals={scene.pk('deal')}"),
    "forecasts:focus": Route(ALL, frozenset()),
}
