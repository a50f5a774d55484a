"""A text made for a deal can be taken away as a file, by those who may read the deal."""

from decimal import Decimal

import pytest

from penstock.deals.actions import add_work_purpose, draw_up_document, set_items
from penstock.deals.actions.draw_up_document import put_forward_file
from penstock.deals.actions.set_items import Line
from penstock.playbooks.actions import add_playbook_entry, renew_asset, retire_playbook_entry
from tests.paper.reading import words
from tests.paper.test_documents import paragraphs

pytestmark = pytest.mark.django_db
TEXT = "Dear buyer of {company},\n\nour offer for “{deal}” is {value}.\n\n{unknown} <b>&</b>"


@pytest.fixture
def deal(world):
    return world.deal("Pump station", amount=1250)


@pytest.fixture
def drawn(deal, rep, owner):
    return draw_up_document(deal, add_work_purpose("Proposal", by=owner), "Our offer\n\nстоит 1 250 €", by=rep)


@pytest.fixture
def letter(world, owner):
    made = add_playbook_entry(world.stages[0], "assets", by=owner, name="Letter", kind="text")
    renew_asset(made, by=owner, text=TEXT)
    return made


def test_a_version_is_read_as_pdf_and_as_docx(world, drawn):
    client = world.client("rep")
    page = client.get(f"/deals/documents/{drawn.pk}/").content.decode()
    assert f'href="/deals/documents/{drawn.pk}.pdf"' in page and f'href="/deals/documents/{drawn.pk}.docx"' in page
    on_paper = client.get(f"/deals/documents/{drawn.pk}.pdf")
    assert on_paper["Content-Type"] == "application/pdf" and "proposal-" in on_paper["Content-Disposition"]
    assert "Proposal Ours" in words(on_paper.content) and "стоит 1 250 €" in words(on_paper.content)
    told = paragraphs(client.get(f"/deals/documents/{drawn.pk}.docx").content)
    assert told[0] == "Proposal" and told[-3:] == ["Our offer", "", "стоит 1 250 €"]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(("role", "status"), [("viewer", 200), ("colleague", 404), ("stranger", 404)])
def test_who_may_not_read_the_deal_finds_no_file_of_it(world, deal, drawn, letter, kind, role, status):
    client = world.client(role)
    assert client.get(f"/deals/documents/{drawn.pk}.{kind}").status_code == status
    assert client.get(f"/deals/{deal.pk}/give/{letter.pk}.{kind}").status_code == status


def test_what_is_a_file_already_is_not_made_again(world, deal, rep, owner):
    made, _asked = put_forward_file(deal, add_work_purpose("Contract", by=owner), 7, "c.pdf", by=rep)
    assert world.client("rep").get(f"/deals/documents/{made.pk}.pdf").status_code == 404
    assert ".docx" not in world.client("rep").get(f"/deals/documents/{made.pk}/").content.decode()


def test_a_template_is_filled_in_for_the_deal(world, deal, letter):
    client = world.client("rep")
    assert (
        f'href="/deals/{deal.pk}/give/{letter.pk}.pdf"'
        in client.get(f"/deals/{deal.pk}/give/{letter.pk}/").content.decode()
    )
    shown = words(client.get(f"/deals/{deal.pk}/give/{letter.pk}.pdf").content)
    assert "our offer for “Pump station” is $1,250." in shown and "{unknown} <b>&</b>" in shown
    told = paragraphs(client.get(f"/deals/{deal.pk}/give/{letter.pk}.docx").content)
    assert "our offer for “Pump station” is $1,250." in told


def test_amounts_are_in_the_words_of_the_reader(world, deal, letter):
    person = world.people["rep"]
    person.language = "ru"
    person.save()
    told = paragraphs(world.client("rep").get(f"/deals/{deal.pk}/give/{letter.pk}.docx").content)
    assert any("1\xa0250\xa0$" in line for line in told)


def test_what_was_retired_is_not_given(world, deal, letter, owner):
    retire_playbook_entry(letter, by=owner)
    assert world.client("rep").get(f"/deals/{deal.pk}/give/{letter.pk}.pdf").status_code == 404


def test_what_is_bought_stands_in_it_line_by_line(world, rep, owner, letter):
    deal = world.deal("Two things", amount=None)
    pump = Line(name="Pump <b>", quantity=Decimal(2), unit_price=Decimal(100), discount=Decimal(10))
    service = Line(name="Service", unit_price=Decimal(50), billing="monthly", periods=12)
    set_items(deal, [pump, service], by=rep)
    renew_asset(letter, by=owner, text="On {today}:\n{products}\nTogether {value}")
    told = paragraphs(world.client("rep").get(f"/deals/{deal.pk}/give/{letter.pk}.docx").content)
    assert "Pump <b>: 2 × $100 − 10 % = $180" in told
    assert "Service: 1 × $50 × 12 (Every month) = $600" in told and "Together $780" in told
