"""The import screen works with forms alone: bring files, read what would happen, change it, import, undo."""

import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from penstock.deals.models import Deal
from penstock.imports.jobs import propose_import_job, run_import_job, undo_import_job
from penstock.imports.models import Import, KeptMapping
from penstock.workspaces.models import Person
from tests.imports.test_import_flow import DEALS

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world):
    return world.client("owner")


def brought(browser, text=DEALS, name="deals.csv"):
    return browser.post(reverse("imports:list"), {"files": SimpleUploadedFile(name, text.encode())})


def job(task, one, world):
    task.func(one.pk, world.workspace.pk, world.people["owner"].pk)


def test_a_file_is_brought_shown_imported_and_undone(browser, world, owner):
    page = browser.get(brought(browser).url)
    assert "lots" in page.content.decode()
    one = Import.objects.of(owner).get()
    assert browser.post(reverse("imports:start", args=[one.pk]), {"near-0": "on"}).status_code == 302
    assert "progress" in browser.get(reverse("imports:import", args=[one.pk])).content.decode()
    job(run_import_job, one, world)
    assert Deal.objects.of(owner).count() == 3
    done = browser.get(reverse("imports:import", args=[one.pk])).content.decode()
    assert reverse("imports:refused", args=[one.pk, 0]) in done
    told = b"".join(browser.get(reverse("imports:refused", args=[one.pk, 0])).streaming_content).decode()
    assert "not an amount" in told
    browser.post(reverse("imports:undo", args=[one.pk]))
    job(undo_import_job, one, world)
    assert not Deal.objects.of(owner).exists()


def test_a_column_a_stage_and_the_pipelines_name_are_changed_in_the_form(browser, world, owner):
    one = Import.objects.of(owner).get(pk=int(brought(browser).url.strip("/").rsplit("/", 1)[-1]))
    headers = [column["header"] for column in one.proposal["tables"][0]["columns"]]
    sent = {
        f"column-0-{headers.index('Lost reason')}": "note",
        "pipeline": "Doors",
        "currency": "EUR",
        "stage-0-0": "won",
    }
    browser.post(reverse("imports:change", args=[one.pk]), sent)
    one.refresh_from_db()
    column = one.proposal["tables"][0]["columns"][headers.index("Lost reason")]
    assert (column["field"], one.proposal["pipelines"][0]["name"]) == ("note", "Doors")
    assert one.proposal["pipelines"][0]["stages"][-2]["kind"] == "won" or any(
        stage["kind"] == "won" for stage in one.proposal["pipelines"][0]["stages"][:2]
    )


def test_a_mapping_is_kept_for_the_next_time(browser, owner):
    one = Import.objects.of(owner).get(pk=int(brought(browser).url.strip("/").rsplit("/", 1)[-1]))
    browser.post(reverse("imports:keep", args=[one.pk]))
    assert KeptMapping.objects.of(owner).get().columns["Deal name"] == "name"


def test_what_cannot_be_read_is_said_at_the_field(browser, owner):
    answer = brought(browser, text="", name="empty.csv")
    assert answer.status_code in (200, 422)
    assert not Import.objects.of(owner).exists()


def test_large_files_are_read_by_the_worker(browser, owner, world, monkeypatch):
    monkeypatch.setattr(sys.modules["penstock.imports.actions.propose_import"], "QUICK_BYTES", 10)
    address = brought(browser).url
    one = Import.objects.of(owner).get()
    assert one.state == "reading"
    assert browser.get(address).status_code == 200
    job(propose_import_job, one, world)
    one.refresh_from_db()
    assert (one.state, one.proposal["counts"]["deal"]["created"]) == ("proposed", 3)
    assert browser.get(reverse("imports:progress", args=[one.pk])).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("role", ["rep", "manager", "viewer", "colleague"])
def test_who_may_not_import_sees_no_import(role, world, browser):
    address = brought(browser).url
    assert world.client(role).get(address).status_code == 404
    assert world.client(role).get(reverse("imports:list")).status_code == 403


def test_a_stranger_finds_nothing(world, browser):
    address = brought(browser).url
    assert world.client("stranger").get(address).status_code == 404
    for verb in ("start", "stop", "undo", "change", "keep"):
        assert world.client("stranger").post(f"{address}{verb}/").status_code == 404


def test_the_worker_speaks_the_language_of_whoever_asked(browser, owner, world):
    brought(browser)
    one = Import.objects.of(owner).get()
    Person.unscoped.filter(pk=owner.person_id).update(language="ru")
    browser.post(reverse("imports:start", args=[one.pk]))
    job(run_import_job, one, world)
    told = b"".join(browser.get(reverse("imports:refused", args=[one.pk, 0])).streaming_content).decode()
    assert "не сумма" in told


def test_counts_of_rows_stand_in_the_persons_form(browser):
    rows = "\n".join(f"Deal {n},New,{n}" for n in range(1, 1235))
    page = browser.get(brought(browser, f"Deal name,Stage,Amount\n{rows}\n").url)
    assert "1,234 rows" in page.content.decode()
