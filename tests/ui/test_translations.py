"""Every word of the interface is said in Russian and in Chinese, and nothing is said in two languages at once."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from babel.messages.catalog import Catalog, Message
from django.test import Client
from django.urls import reverse
from django.utils import translation

from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.deals.actions import reopen_deal, tag_deal, win_deal
from penstock.losses.actions import ask_why
from penstock.pipelines.models import LossReason, Pipeline, Stage
from penstock.workspaces.models import Person, Role, Team, Workspace
from scripts import translations, words
from tests.losses.told import lost, reads_to_customers
from tests.matrix.scene import build_scene
from tests.matrix.table import ROUTES
from tests.world import World, build_world

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|`[^`]+`")
# What is called the same everywhere.
UNTRANSLATED = {
    "API", "ID", "Penstock", "“%(deal)s” to %(stage)s", "%(first)s to %(last)s", "%(first)s–%(last)s of %(all)s",
}  # fmt: skip
# Keys, products, formats, the headers of signed calls, currencies, and who found a method.
LATIN = {
    "Penstock", "Ctrl", "Enter", "Esc", "CSV", "XLSX", "ZIP", "JSON", "SVG", "PNG", "USD", "EUR", "example", "com",
    "Pipedrive", "HubSpot", "Salesforce", "Zoho", "amoCRM", "Bitrix", "HMAC", "SHA",
    "Timestamp", "Signature", "Delivery", "PDF", "DOCX", "JPEG", "Aalen", "Johansen",
}  # fmt: skip
LANGUAGE_CODES = ["ru", "zh-hans"]
# What the scene of the matrix is called, and what people bring in files.
NAMES = {
    "Acme", "Ann", "Buyer", "Big", "order", "Ring", "Remember", "offer", "txt", "Pump", "Partners", "Colour", "New",
    "Web", "Mine", "hot", "colour", "deals", "csv", "Deal", "name", "Amount", "Stage", "Meeting", "Deals", "Won",
    "Lost", "Letter", "Proposal", "Offer", "Dear",
}  # fmt: skip

CUSTOMERS = ("losses:answer", "losses:thanks")
"""Pages whose address says the language."""

languages = pytest.mark.parametrize("language", translations.LANGUAGES)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    translations.compile_stale()


def _catalogue(language: str) -> Catalog:
    return translations.read(translations.po_path(language), language)


def _messages(catalogue: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each message with its originals and its translations, singular and plural alike."""
    for message in catalogue:
        if message.id:
            originals = [message.id] if isinstance(message.id, str) else list(message.id)
            yield message, originals, [message.string] if isinstance(message.string, str) else list(message.string)


@languages
def test_every_word_that_is_said_is_in_the_catalogue_and_no_other(language: str) -> None:
    said = {(message.id, message.context) for message in words.collected() if message.id}
    kept = {(message.id, message.context) for message in _catalogue(language) if message.id}
    assert said - kept == set(), "run `python scripts/translations.py --update` and translate what is new"
    assert kept - said == set(), "run `python scripts/translations.py --update`: these are said no more"


@languages
def test_every_message_is_translated_in_all_its_plural_forms_and_none_is_a_guess(language: str) -> None:
    catalogue = _catalogue(language)
    assert not catalogue.obsolete
    for message, originals, said in _messages(catalogue):
        assert all(said), f"{message.id} is not translated"
        assert not message.fuzzy, f"{message.id} is a guess"
        assert len(said) == (1 if len(originals) == 1 else catalogue.num_plurals), message.id


@languages
def test_translations_keep_the_placeholders_and_the_ends_of_lines(language: str) -> None:
    for _message, originals, said in _messages(_catalogue(language)):
        wanted = {frozenset(PLACEHOLDER.findall(text)) for text in originals}
        for text in said:
            assert frozenset(PLACEHOLDER.findall(text)) in wanted, text
            assert text.count("\n") == originals[0].count("\n"), text
            assert text == text.strip(), text


@languages
def test_translations_use_the_marks_of_their_language(language: str) -> None:
    foreign = {"ru": r"[“”„‟一-鿿]|\"", "zh_Hans": r"[«»а-яА-Я]|\"|[一-鿿”][,;:!?]|[一-鿿]\("}[language]
    own = {"ru": "[а-яё]", "zh_Hans": "[一-鿿]"}[language]
    for _message, originals, said in _messages(_catalogue(language)):
        for text in said:
            assert not re.search(foreign, PLACEHOLDER.sub("", text)), text
            assert not _has_words(originals[0]) or re.search(own, text, re.IGNORECASE), text


def _has_words(text: str) -> bool:
    """Whether there is anything to translate, and not only figures, marks and what is put in."""
    return text not in UNTRANSLATED and re.search("[A-Za-z]", PLACEHOLDER.sub("", text)) is not None


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_no_english_is_left_on_any_page(db: None, language: str) -> None:
    with translation.override(language):
        scene = build_scene()
    _rename(scene.world)
    client = scene.world.client("owner")
    left = {}
    for name, route in ROUTES.items():
        if name in CUSTOMERS:
            continue
        if words := _english(client, reverse(name, kwargs=route.args(scene)) + route.query(scene), language) - NAMES:
            left[name] = words
    assert not left, "\n".join(f"{name}: {words}" for name, words in left.items())


@pytest.mark.parametrize("language", LANGUAGE_CODES)
@pytest.mark.parametrize("page", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_no_english_is_left_at_the_entrance(db: None, page: str, language: str) -> None:
    assert _english(Client(), reverse(page), language) == set()


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_no_english_is_left_on_what_customers_see(db: None, language: str) -> None:
    world = build_world()
    reads_to_customers(world)
    _rename(world)
    secret = ask_why(lost(world), language, by=world.actor("rep"))
    for name, more in (
        ("losses:answer", {"secret": secret}),
        ("losses:answer", {"secret": "old"}),
        ("losses:thanks", {}),
    ):
        page = reverse(name, kwargs={"language": language, **more})
        assert _english(Client(), page, language) <= {"English"}


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_no_english_is_left_on_the_page_of_a_record(db: None, language: str) -> None:
    with translation.override(language):
        world = build_world()
    _rename(world)
    owner = world.actor("owner")
    company = add_company("Завод", by=owner)
    contact = add_contact(by=owner, first_name="Анна", last_name="Ли", company=company)
    deal = world.deal("Большой заказ", amount=1250000, currency="EUR", company=company)
    tag_deal(deal, ["срочно"], by=owner)
    win_deal(deal, by=owner)
    reopen_deal(world.fresh(deal), by=owner)
    pages = [reverse("deals:deal", args=[deal.pk]), reverse("companies:company", args=[company.pk])]
    for path in [*pages, reverse("contacts:contact", args=[contact.pk]), reverse("deals:lose", args=[deal.pk])]:
        assert _english(world.client("owner"), path, language) == set(), path


@pytest.mark.parametrize(
    ("language", "short", "exact"), [("ru", "1,2 млн €", "1 250 000 €"), ("zh-hans", "€125万", "€1,250,000")]
)
def test_money_follows_the_language_of_the_reader(world: World, language: str, short: str, exact: str) -> None:
    world.deal("Большой заказ", amount=1250000, currency="EUR")
    client = world.client("owner")
    client.cookies["django_language"] = language
    page = unescape(client.get(reverse("boards:board")).content.decode()).translate({0xA0: " ", 0x202F: " "})
    assert short in page
    assert exact in page


def _english(client: Client, path: str, language: str) -> set[str]:
    """The Latin words on a page in a language that has none."""
    client.cookies["django_language"] = language
    answer = client.get(path)
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return set()
    page = answer.content.decode()
    assert "<html" not in page or f'lang="{language}"' in page.replace("zh-Hans", "zh-hans"), path
    return _latin_words(page) - LATIN


def _rename(world: World) -> None:
    """Gives what people have named, and the cast named in English, names without letters."""
    for model in (Workspace, Person, Team, Role, Pipeline, Stage, LossReason):
        for row in model.unscoped.all() if hasattr(model, "unscoped") else model.objects.all():
            type(row)._base_manager.filter(pk=row.pk).update(name=f"№ {row.pk}")


def _latin_words(page: str) -> set[str]:
    """The words in Latin letters that a page shows, or says to those who listen; addresses and {names} are none."""
    shown = re.sub(r"<(script|style|svg|select|datalist|kbd|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    attributes = re.findall(r'(?:title|aria-label|placeholder|alt|data-failed|data-offline)="([^"]*)"', shown)
    text = re.sub(r"\S+@\S+|\{\w+\}", " ", " ".join([re.sub(r"<[^>]*>", " ", shown), *attributes]))
    return set(re.findall(r"[A-Za-z]{3,}", text))
