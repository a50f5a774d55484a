"""The worker takes up what was cut off, and gives up what keeps killing it."""

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from penstock.live.worker import ATTEMPTS, Worker, one_task, take_up_cut_off_tasks, worker_name

pytestmark = pytest.mark.django_db


def cut_off(attempts: int, by: str | None = None) -> DBTaskResult:
    """A task that a worker was running when it was killed."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="penstock.nowhere.task",
        backend_name="default",
        run_after=timezone.now(),
        started_at=timezone.now(),
        worker_ids=[by or worker_name()] * attempts,
    )


def test_a_cut_off_task_is_queued_again() -> None:
    task = cut_off(1)
    take_up_cut_off_tasks(worker_name())
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


def test_another_servers_task_is_left_alone() -> None:
    task = cut_off(1, by="elsewhere")
    take_up_cut_off_tasks(worker_name())
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_a_task_that_keeps_killing_the_worker_fails() -> None:
    task = cut_off(ATTEMPTS)
    take_up_cut_off_tasks(worker_name())
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED


@pytest.mark.django_db(transaction=True)
def test_without_tasks_the_queue_is_left_at_once() -> None:
    assert one_task(worker_name()).run() is None


@pytest.mark.django_db(transaction=True)
def test_reactions_go_on_after_the_database_did_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    worker, rounds = Worker(), []

    def one_round(_reacting: object) -> bool:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise DatabaseError("gone away")
        worker.stopping.set()
        return True

    monkeypatch.setattr("penstock.live.worker.Reacting.round", one_round)
    worker._react()
    assert rounds == [0, 1]
