"""Each of the six tries every action that there is; to whom it is forbidden, it changes nothing."""

import pytest
from django.db import transaction

from penstock.common.actions import REGISTRY
from penstock.common.errors import NotPermitted, Problem
from tests.matrix.actions import ACTIONS
from tests.matrix.scene import build_scene, digest
from tests.world import ROLES


def test_every_action_stands_in_the_table():
    assert set(REGISTRY) - set(ACTIONS) == set(), "say in tests/matrix/actions.py who may do these"
    assert set(ACTIONS) - set(REGISTRY) == set(), "these are gone"


@pytest.mark.parametrize("name", ACTIONS)
def test_who_may_and_who_may_not(db, name):
    scene, tried = build_scene(), ACTIONS[name]
    before = digest()
    for role in ROLES:
        if role not in tried.may:
            try_it(tried, scene, scene.world.actor(role))
            assert digest() == before, f"{role} changed something through {name}"
    for role in sorted(tried.may):
        assert_not_forbidden(tried, scene, scene.world.actor(role))


def try_it(tried, scene, actor):
    """It is refused with a sentence, or finds nothing to do; the caller looks whether anything changed."""
    try:
        with transaction.atomic():
            tried.call(scene, actor)
    except Problem as problem:
        assert problem.message


def assert_not_forbidden(tried, scene, actor):
    """It may still be refused for what it asks, but not for who asks."""
    mark = transaction.savepoint()
    try:
        tried.call(scene, actor)
    except NotPermitted as problem:
        pytest.fail(f"{actor.person} was refused: {problem.message}")
    except Problem as problem:
        assert problem.message
    finally:
        transaction.savepoint_rollback(mark)


def test_nothing_can_be_done_without_saying_who_does_it(db):
    for run in REGISTRY.values():
        with pytest.raises(TypeError, match="by"):
            run()
