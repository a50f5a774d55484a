"""The settings about people: who sees them, who may change what, and what the answers are."""

import pytest
from django.core import mail
from django.urls import reverse

from penstock.workspaces.models import Person
from tests.world import World

PAGES = ("profile", "workspace", "people", "teams", "roles", "currencies")
FOR_ADMINISTRATORS = ("workspace", "invite")


@pytest.mark.parametrize("page", [*PAGES, "invite"])
def test_pages_open_for_who_may_see_them(world: World, page: str) -> None:
    address = reverse(f"people:{page}")
    assert world.client("owner").get(address).status_code == 200
    assert world.client("rep").get(address).status_code == (403 if page in FOR_ADMINISTRATORS else 200)


def test_the_start_of_the_settings_is_one_s_own_page(world: World) -> None:
    assert world.client("rep").get("/settings/")["Location"] == reverse("people:profile")


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_pages_are_drawn_in_each_language(world: World, language: str) -> None:
    Person.unscoped.filter(pk=world.people["owner"].pk).update(language=language)
    client = world.client("owner")
    for page in PAGES:
        assert client.get(reverse(f"people:{page}")).status_code == 200


def test_a_person_s_page_and_its_steps(world: World) -> None:
    client, rep = world.client("owner"), world.people["rep"]
    assert client.get(reverse("people:person", args=[rep.pk])).status_code == 200
    assert client.get(reverse("people:deactivate", args=[rep.pk])).status_code == 200
    successor = world.people["manager"]
    answer = client.post(reverse("people:deactivate", args=[rep.pk]), {"successor": successor.pk})
    assert answer["Location"] == reverse("people:people")
    assert client.get(reverse("people:people")).status_code == 200
    assert client.get(reverse("people:person", args=[rep.pk])).status_code == 200
    client.post(reverse("people:reactivate", args=[rep.pk]))
    rep.refresh_from_db()
    assert rep.is_active


def test_an_invitation_is_mailed_where_there_is_mail(world: World) -> None:
    role = world.people["rep"].role_id
    answer = world.client("owner").post(
        reverse("people:invite"), {"name": "Neo", "email": "neo@demo.test", "role": role, "team": ""}
    )
    assert answer["Location"] == reverse("people:people")
    assert mail.outbox[0].to == ["neo@demo.test"]
    assert "/invitation/" in mail.outbox[0].body


def test_without_mail_the_link_is_shown_once_to_the_administrator(world: World, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    role = world.people["rep"].role_id
    client = world.client("owner")
    answer = client.post(reverse("people:invite"), {"name": "Neo", "email": "neo@demo.test", "role": role})
    link = answer.context["link"]
    assert link.startswith(settings.PUBLIC_URL + "/invitation/")
    assert link in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    neo = Person.unscoped.get(name="Neo")
    assert link not in client.get(reverse("people:person", args=[neo.pk])).content.decode()


def test_a_refused_form_says_why_at_the_field(world: World) -> None:
    answer = world.client("owner").post(
        reverse("people:invite"), {"name": "Copy", "email": "rep@demo.test", "role": world.people["rep"].role_id}
    )
    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors


def test_one_s_own_settings_are_saved_and_spoken(world: World) -> None:
    client = world.client("rep")
    chosen = {"name": "Rep R.", "language": "ru", "time_zone": "Europe/Moscow", "theme": "dark"}
    answer = client.post(reverse("people:profile"), chosen)
    assert answer.cookies["theme"].value == "dark"
    rep = world.people["rep"]
    rep.refresh_from_db()
    assert (rep.name, rep.language, rep.time_zone) == ("Rep R.", "ru", "Europe/Moscow")
    assert 'lang="ru"' in client.get(reverse("people:profile")).content.decode()


def test_somebody_without_a_workspace_may_only_sign_out(world: World) -> None:
    client = world.client("rep")
    Person.unscoped.filter(pk=world.people["rep"].pk).update(user=None)
    assert client.get(reverse("people:people")).status_code == 403
    assert client.post(reverse("account_logout")).status_code == 302


@pytest.mark.parametrize(
    ("cookie", "spoken"), [("zh", "zh-hans"), ("ru-RU", "ru"), ("xx", "en"), ("../../etc", "en"), ("a" * 5000, "en")]
)
def test_only_languages_that_we_speak_are_spoken(world: World, cookie: str, spoken: str) -> None:
    client = world.client("rep")
    client.cookies["django_language"] = cookie
    page = client.get(reverse("people:profile"))
    assert page.status_code == 200
    assert f'lang="{spoken}"' in page.content.decode()
