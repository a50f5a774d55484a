"""Files: kept under random names, read by who may read their record, and never opened or run by a browser."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from penstock.activities import files, panels
from penstock.activities.actions import attach_file, remove_file, restore_file
from penstock.activities.files import checked_name
from penstock.activities.models import Attachment
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import remove_deal
from penstock.workspaces.actor import Actor
from tests.world import World

EVIL = {
    "page.html": b"<script>alert(document.domain)</script>",
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "shell.pHaR": b"<?php system($_GET[0]);",
}


def attach(world: World, rep: Actor, name: str = "offer.pdf", content: bytes = b"%PDF") -> Attachment:
    return attach_file(ContentFile(content), name, by=rep, deal=world.deal())


def url(attachment: Attachment) -> str:
    return reverse("activities:file", args=[attachment.pk])


@pytest.mark.parametrize("name", list(EVIL))
def test_what_could_run_is_only_ever_downloaded(world: World, rep: Actor, name: str) -> None:
    answer = world.client("rep").get(url(attach(world, rep, name, EVIL[name])))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == EVIL[name]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/absolute/name.txt", "name.txt"),
        ("..", "file"),
        ("", "file"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("null\x00.pdf", "null.pdf"),
        ("договор №1.pdf", "договор №1.pdf"),
        ("合同.pdf", "合同.pdf"),
    ],
)
def test_a_name_leads_nowhere_and_deceives_nobody(given_name: str, kept: str) -> None:
    assert checked_name(given_name) == kept


@given(st.text(max_size=400))
def test_every_name_becomes_one_that_can_be_shown(name: str) -> None:
    kept = checked_name(name)
    assert kept
    assert len(kept) <= 200
    assert not set("/\\\x00\r\n") & set(kept)


@pytest.mark.parametrize("name", ['"><img src=x onerror=alert(1)>.txt', 'it\'s "quoted".txt', "a;b=c.txt"])
def test_a_name_is_only_text_on_the_page_and_in_the_header(world: World, rep: Actor, name: str) -> None:
    attachment = attach(world, rep, name)
    page = world.client("rep").get(reverse("deals:deal", args=[attachment.deal_id])).content.decode()
    assert "<img src=x" not in page
    header = world.client("rep").get(url(attachment))["Content-Disposition"]
    assert "\n" not in header
    assert header.startswith("attachment; filename")


def test_the_place_says_nothing_of_the_name_and_lies_outside_what_is_served(
    world: World, rep: Actor, settings: Any
) -> None:
    attachment = attach(world, rep, "secret-plan.html")
    assert "secret" not in attachment.stored_as
    assert not attachment.stored_as.endswith(".html")
    assert default_storage.path(attachment.stored_as).startswith(str(settings.DATA))
    assert world.client("rep").get(f"/uploads/{attachment.stored_as}").status_code == 404
    assert world.client("rep").get(f"/static/{attachment.stored_as}").status_code == 404


@pytest.mark.parametrize("role", ["stranger", "colleague"])
def test_a_file_is_found_by_nobody_who_may_not_read_its_record(world: World, rep: Actor, role: str) -> None:
    attachment = attach(world, rep)
    client = world.client(role)
    assert client.get(url(attachment)).status_code == 404
    assert client.post(reverse("activities:remove_file", args=[attachment.pk])).status_code == 404
    assert Attachment.unscoped.get().removed_at is None


def test_a_file_of_a_removed_deal_is_out_of_sight(world: World, rep: Actor) -> None:
    attachment = attach(world, rep)
    remove_deal(attachment.deal, by=rep)
    assert world.client("rep").get(url(attachment)).status_code == 404


def test_without_signing_in_there_is_no_file(world: World, rep: Actor, client: Any) -> None:
    assert client.get(url(attach(world, rep))).status_code == 302


def test_a_viewer_reads_but_neither_attaches_nor_removes(world: World, rep: Actor, viewer: Actor) -> None:
    attachment = attach(world, rep)
    assert world.client("viewer").get(url(attachment)).status_code == 200
    with pytest.raises(NotPermitted):
        remove_file(attachment, by=viewer)
    with pytest.raises(NotPermitted):
        attach_file(ContentFile(b"x"), "x.txt", by=viewer, deal=attachment.deal)
    assert Attachment.unscoped.filter(removed_at__isnull=True).count() == 1


def test_a_removed_file_comes_back(world: World, rep: Actor) -> None:
    attachment = attach(world, rep)
    remove_file(attachment, by=rep)
    assert world.client("rep").get(url(attachment)).status_code == 404
    restore_file(attachment, by=rep)
    assert restore_file(attachment, by=rep) is None
    assert world.client("rep").get(url(attachment)).status_code == 200


def test_a_file_that_is_too_large_or_empty_is_refused(world: World, rep: Actor, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    for content in (b"", b"x" * 11):
        with pytest.raises(Refused):
            attach(world, rep, content=content)
    assert not Attachment.unscoped.exists()


def test_a_file_is_attached_on_the_screen(world: World) -> None:
    deal = world.deal()
    address = f"{reverse('activities:attach')}?deal={deal.pk}"
    client = world.client("rep")
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 200
    upload = SimpleUploadedFile("../offer.txt", b"Hello")
    answer = client.post(address, {"file": upload}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert Attachment.unscoped.get().name == "offer.txt"
    assert client.post(address, {}, headers={"HX-Request": "true"}).status_code == 422


def test_an_upload_without_end_is_hung_up_on(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr("penstock.ui.uploads.LARGEST", 1000)
    address = f"{reverse('activities:attach')}?deal={world.deal().pk}"
    upload = SimpleUploadedFile("endless.bin", b"x" * 5000)
    assert world.client("rep").post(address, {"file": upload}, headers={"HX-Request": "true"}).status_code == 422
    assert not Attachment.unscoped.exists()


def test_files_beyond_those_shown_are_counted_too(world: World, rep: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "MOST_FILES", 2)
    deal = world.deal()
    for number in range(5):
        attach_file(ContentFile(b"%PDF"), f"offer-{number}.pdf", by=rep, deal=deal)
    page = world.client("rep").get(reverse("deals:deal", args=[deal.pk])).content.decode()
    assert '<span class="count">5</span>' in page and "and 3 more" in page
