"""What comes in from real exports gives the figures that were computed from the files by other means."""

from collections import Counter
from decimal import Decimal
from statistics import mean, median

import pytest
from django.db.models import Count, Sum

from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal, DealItem, DealSpan
from penstock.imports.models import Import, ImportedRecord
from penstock.journal.models import Event
from penstock.pipelines.models import Stage
from penstock.workspaces.models import Person
from tests.imports.flows import imported, proposed
from tests.imports.shared import files, needs_data

pytestmark = [pytest.mark.django_db, needs_data]


def days(deals) -> list[float]:
    return [(deal.closed_at - deal.opened_at).total_seconds() / 86400 for deal in deals]


def by_status(by) -> dict[str, int]:
    return dict(Deal.objects.of(by).values_list("status").annotate(Count("pk")))


def moves(by) -> Counter:
    """From stage to stage by name, out of the spans, with the days in between."""
    names = dict(Stage.objects.of(by).values_list("pk", "name"))
    found: Counter = Counter()
    before: dict[int, tuple[int, str]] = {}
    for span in DealSpan.objects.of(by).order_by("deal_id", "from_at", "pk"):
        last = before.get(span.deal_id)
        if last and last[0] != span.visit:
            found[last[1], names[span.stage_id]] += 1
        before[span.deal_id] = (span.visit, names[span.stage_id])
    return found


def test_the_maven_export_comes_out_to_the_cent(owner):
    one = proposed(owner, *files("maven/*.csv"))
    assert [(near["name"], near["proposed"], near["rows"]) for near in one.proposal["near"]] == [
        ("GTXPro", "GTX Pro", 1480)
    ]
    assert not Deal.objects.of(owner).exists()
    imported(owner, *files("maven/*.csv"))
    assert by_status(owner) == {"won": 4238, "lost": 2473, "open": 2089}
    won = Deal.objects.of(owner).won()
    assert won.aggregate(total=Sum("value"))["total"] == 10005534
    assert round(mean(days(won)), 6) == 51.781973
    assert median(days(won)) == 57
    assert round(mean(days(Deal.objects.of(owner).exclude(status="open"))), 6) == 47.985397
    open_value = Deal.objects.of(owner).open().values_list("stage__name").annotate(Sum("value"))
    assert dict(open_value) == {"Engaging": Decimal(3892229), "Prospecting": Decimal(1073986)}
    assert Person.objects.of(owner).get(name="Hayden Neloms").team.name == "West"
    assert DealItem.objects.of(owner).filter(name="GTX Pro").count() == 1480
    assert Company.objects.of(owner).filter(parent__isnull=False).count() == 15
    assert not Event.objects.of(owner).filter(kind="deal.won", occurred_at__year__gt=2017).exists()


def test_the_zoho_export_comes_out(owner):
    one = imported(owner, *files("zoho/*.csv"))
    assert by_status(owner) == {"open": 1722, "won": 1425, "lost": 485}
    won = Deal.objects.of(owner).won()
    assert (won.aggregate(Sum("value"))["value__sum"], round(mean(days(won)), 4), round(median(days(won)))) == (
        89066200,
        296.7558,
        163,
    )
    assert Deal.objects.of(owner).open().aggregate(Sum("value"))["value__sum"] == 110255300
    assert Company.objects.of(owner).count() == 2229
    assert Contact.objects.of(owner).count() == 1265
    assert one.counts["activity"]["created"] == 4100 + 2978 + 2978
    assert not one.refused
    assert any("Leads" in note for note in one.proposal["notes"])


def test_the_salesforce_export_comes_out_with_its_history(owner):
    imported(owner, *files("salesforce/[A-Z]*.csv"))
    assert by_status(owner) == {"won": 12, "lost": 8, "open": 16}
    sums = dict(Deal.objects.of(owner).values_list("status").annotate(Sum("value")))
    assert (sums["won"], sums["open"], sum(sums.values())) == (2815000, 2115000, 5760000)
    assert moves(owner)["Closed Won", "Closed Lost"] == 7
    assert not Deal.objects.of(owner).filter(company__isnull=True).exists()


def test_a_salesforce_organisation_with_wide_tables_comes_out(owner):
    imported(owner, *files("salesforce/stomita*.csv"))
    assert Deal.objects.of(owner).won().aggregate(Sum("value"))["value__sum"] == 11257622
    assert by_status(owner) == {"won": 640, "lost": 39, "open": 95}


def test_the_amocrm_export_comes_out(owner):
    imported(owner, *files("amocrm/*.csv"))
    assert by_status(owner) == {"won": 1, "lost": 7, "open": 12}
    stages = Stage.objects.of(owner).filter(pipeline__name="Воронка").order_by("order")
    names = "Первичный контакт, Принимают решение, Согласование договора, Успешно реализовано, Закрыто и не реализовано"
    assert [stage.name for stage in stages] == names.split(", ")
    assert Deal.objects.of(owner).filter(description__contains="3200х3300").count() == 1
    assert Contact.objects.of(owner).count() == 19


def test_hubspots_tables_join_by_their_ids(owner):
    imported(owner, *files("hubspot/*.csv"))
    assert Deal.objects.of(owner).count() == 44
    assert Person.objects.of(owner).filter(user__isnull=True).exists()


def test_the_loan_log_becomes_a_pipeline_of_its_applications(owner):
    one = imported(owner, *files("event-logs/bpi2012*"))
    assert by_status(owner) == {"lost": 7635 + 2807, "won": 2246, "open": 399}
    assert dict(Deal.objects.of(owner).lost().values_list("stage__name").annotate(Count("pk"))) == {
        "A_DECLINED": 7635,
        "A_CANCELLED": 2807,
    }
    won = Deal.objects.of(owner).won()
    assert won.aggregate(Sum("value"))["value__sum"] == 35290338
    assert (round(mean(days(won)), 4), round(median(days(won)), 4)) == (16.6589, 14.4366)
    found = moves(owner)
    assert found["A_PREACCEPTED", "A_ACCEPTED"] == 5113
    assert found["A_ACCEPTED", "A_FINALIZED"] == 5015
    assert found["A_FINALIZED", "A_CANCELLED"] == 1640
    assert found["A_PREACCEPTED", "A_DECLINED"] == 1085
    assert any("A_…" in note for note in one.proposal["notes"])


def test_the_help_desks_cases_go_back_as_they_did(owner):
    imported(owner, *files("event-logs/helpdesk*"))
    found = moves(owner)
    assert Deal.objects.of(owner).count() == 4580
    assert found["Wait", "Take in charge ticket"] == 558
    assert found["Assign seriousness", "Take in charge ticket"] == 4160
    assert found["Take in charge ticket", "Resolve ticket"] == 3563
    assert found["Resolve ticket", "Closed"] == 4558


def test_an_import_leaves_a_record_of_everything_it_made(owner):
    imported(owner, *files("salesforce/[A-Z]*.csv"))
    assert ImportedRecord.objects.of(owner).filter(kind="deal").count() == 36
    assert Import.objects.of(owner).get().state == "done"
