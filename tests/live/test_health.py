"""The health page tells whether web, worker and database are well."""

import pytest
from django.test import Client

from penstock.live import heartbeat


@pytest.mark.django_db
def test_all_is_well_while_the_worker_beats(client: Client) -> None:
    heartbeat.beat()
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["journal_position"] == 0


@pytest.mark.django_db
def test_a_silent_worker_is_named_as_the_reason(client: Client) -> None:
    heartbeat.stop()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "worker" in answer.json()["reasons"][0]
