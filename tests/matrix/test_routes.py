"""Each of the six tries every route that there is, reading and writing."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.matrix.routes import ALL
from tests.matrix.scene import build_scene, digest
from tests.matrix.table import ROUTES

THEIRS = ("account_", "mfa_", "socialaccount_", "openid_connect_", "None")
"""Routes of the sign-in library, which are tried in tests of their own."""


OPEN = ("healthz", "set_language", "people:join", "losses:answer", "losses:thanks")
"""What those who are not signed in may use."""


def all_routes(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}"
            if not name.startswith(THEIRS):
                yield name
        else:
            yield from all_routes(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def address(name, scene):
    return reverse(name, kwargs=ROUTES[name].args(scene)) + ROUTES[name].query(scene)


def test_every_route_stands_in_the_table():
    there = set(all_routes(get_resolver()))
    assert there - set(ROUTES) == set(), "say in tests/matrix/table.py who may use these"
    assert set(ROUTES) - there == set(), "these are gone"


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in OPEN])
def test_who_may_and_who_may_not(db, name):
    scene, route = build_scene(), ROUTES[name]
    url = address(name, scene)
    before = digest()
    for role in sorted(ALL - route.writers):
        assert_refused(scene.world.client(role).post(url, route.data(scene)), role, route)
        assert digest() == before, f"{role} changed something through {name}"
    for role in sorted(ALL):
        answer = scene.world.client(role).get(url)
        if role in route.readers:
            assert answer.status_code in (200, 204, 302, 304, 400, 405, 422, 503), (role, answer.status_code)
        else:
            assert_refused(answer, role, route)
    assert digest() == before, f"reading {name} changed something"
    for role in sorted(route.writers)[:1]:
        answer = scene.world.client(role).post(url, route.data(scene))
        assert answer.status_code not in (403, 404) and answer.status_code < 500, (role, answer.status_code)


def assert_refused(answer, role, route):
    """Who may not see the record finds nothing; who may see it is told no, or that there is nothing to do."""
    expected = (404, 405) if role in route.hides else (302, 403, 404, 405, 422)
    assert answer.status_code in expected, (role, answer.status_code)


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in OPEN])
def test_nobody_who_is_not_signed_in_gets_anything(db, name):
    scene = build_scene()
    url, before = address(name, scene), digest()
    for answer in (Client().get(url), Client().post(url, ROUTES[name].data(scene))):
        assert answer.status_code in (302, 401, 403, 404, 405), answer.status_code
        assert answer.status_code != 302 or "/accounts/login/" in answer.url
    assert digest() == before
