"""Reviews of the pipeline in the matrix: one that the rep leads; a head may write it up too."""

from penstock.reviews import actions
from tests.matrix.routes import Route, everybody, owned
from tests.matrix.tries import EACH_WRITES_OWN, Try, on

ROUTES: dict[str, Route] = {
    "reviews:reviews": everybody(),
    "reviews:begin": everybody(writers=EACH_WRITES_OWN),
    "reviews:review": owned("review"),
    "reviews:there": owned("review", lambda scene: {"people": [scene.world.people["manager"].pk]}),
    "reviews:end": owned("review"),
    "reviews:decide": owned("review", lambda _scene: {"text": "Ring"}, deal_pk=lambda scene: scene.pk("deal")),
}

ACTIONS: dict[str, Try] = {
    "reviews.begin_review": Try(lambda _scene, by: actions.begin_review("owner=Rep", by=by), EACH_WRITES_OWN),
    "reviews.say_who_is_there": on(
        "review", lambda one, scene, by: actions.say_who_is_there(one, [scene.world.people["manager"]], by=by)
    ),
    "reviews.decide_on_deal": on(
        "review", lambda one, scene, by: actions.decide_on_deal(one, scene.records["deal"], "Ring", by=by)
    ),
    "reviews.end_review": on("review", lambda one, _scene, by: actions.end_review(one, by=by)),
}
