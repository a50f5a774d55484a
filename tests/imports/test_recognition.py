"""Whose export it is and what its columns mean, on real exports and on headers as systems write them."""

from pathlib import Path

import pytest

from penstock.imports.reading import open_files
from penstock.imports.recognise.outcomes import named_outcome, usual_order
from penstock.imports.recognise.tables import Recognised, recognise, system_of
from tests.imports.shared import files, needs_data


def recognised(*patterns: str) -> dict[str, Recognised]:
    return {one.table.name: one for one in recognise(open_files(files(*patterns)))}


def table(folder: Path, name: str, text: str) -> Recognised:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return recognise(open_files([path]))[0]


def mapped(one: Recognised) -> dict[str, str]:
    return {column.header: column.field for column in one.columns if column.field}


@needs_data
@pytest.mark.parametrize(
    ("patterns", "title", "kinds"),
    [
        (["maven/*.csv"], "a table of no known system", {"accounts": "company", "products": "product", "sales_pipeline": "deal", "sales_teams": "person", "data_dictionary": "dictionary"}),
        (["zoho/*.csv"], "Zoho CRM", {"Potentials": "deal", "Accounts": "company", "Contacts": "contact", "Products": "product", "Users": "person", "Calls": "activity", "Events": "activity", "Tasks": "activity", "Leads": "lead", "Quotes": "quote", "Invoices": "invoice", "Campaigns": "campaign"}),
        (["amocrm/*.csv"], "amoCRM", {"leads_test": "deal", "contacts_test": "contact"}),
        (["salesforce/[A-Z]*.csv"], "Salesforce", {"Opportunity": "deal", "OpportunityHistory": "history", "Account": "company", "Contact": "contact", "Lead": "lead", "OpportunityHistoryGroup": "dictionary"}),
        (["salesforce/stomita*.csv"], "Salesforce", {"stomita_Opportunity": "deal", "stomita_Account": "company", "stomita_Contact": "contact"}),
        (["hubspot/*.csv"], "HubSpot", {"hs_deal_data": "deal", "hs_company_data": "company", "hs_contact_data": "contact", "hs_owner_data": "person", "hs_deal_pipeline_data": "pipeline", "hs_deal_pipeline_stage_data": "stage", "hs_deal_stage_data": "history", "hs_deal_property_history_data": "history", "hs_deal_company_data": "link", "hs_deal_contact_data": "link", "hs_merged_deal_data": "merge", "hs_contact_merge_audit_data": "merge"}),
        (["event-logs/bpi2012*"], "an event log", {"bpi2012": "history"}),
        (["event-logs/helpdesk*"], "an event log", {"helpdesk": "history"}),
        (["leads/*.csv"], "a table of no known system", {"x_education": "lead"}),
    ],
)  # fmt: skip
def test_real_exports_are_known_table_by_table(patterns, title, kinds):
    found = recognised(*patterns)
    assert {name: one.kind.key for name, one in found.items()} == kinds
    assert system_of(found.values()).title == title


@needs_data
def test_the_columns_of_a_table_of_no_known_system_are_mapped_by_their_words():
    assert mapped(recognised("maven/*.csv")["sales_pipeline"]) == {
        "opportunity_id": "external_id", "sales_agent": "owner", "product": "product", "account": "company",
        "deal_stage": "stage", "close_date": "close_date", "close_value": "value",
    }  # fmt: skip


@needs_data
def test_hashed_addresses_are_no_addresses_whatever_their_header_says():
    column = next(
        one for one in recognised("hubspot/*.csv")["hs_contact_data"].columns if one.header == "property_email"
    )
    assert column.field is None
    assert "values" in str(column.why)


PIPEDRIVE = """Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Expected close date
1,Gate,Ann,1000,EUR,Acme,Main,Demo Scheduled,Open,2024-01-02 10:00:00,,,,2024-05-01
2,Roof,Bob,500,EUR,Beta,Main,Negotiations Started,Won,2024-01-02 10:00:00,2024-02-01 09:00:00,,,
"""
BITRIX = """ID;Название заявки;Стадия заявки;Группа стадий;Воронка;Сумма;Валюта;Вероятность;Компания;Контакт;Ответственный;Дата создания;Предполагаемая дата закрытия;Сделка закрыта;Повторное обращение
7;Поставка;В работе;В работе;Общая;150 000;RUB;40;ООО Ромашка;Иванов Иван;Пётр Сидоров;01.02.2024 10:00:00;01.06.2024;нет;нет
8;Монтаж;Сделка успешна;Успешна;Общая;90 000;RUB;100;ЗАО Лютик;;Пётр Сидоров;03.02.2024 10:00:00;20.03.2024;да;нет
"""
HUBSPOT = """Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Company,Associated Contact IDs
11,New hall,Contract Sent,Sales Pipeline,5000,2024-06-30,2024-01-05 08:00,Ann Lee,Acme,101;102
"""


def test_pipedrives_export_is_known_by_its_headers(tmp_path):
    one = table(tmp_path, "deals-1", PIPEDRIVE)
    assert (one.system.key, one.kind.key) == ("pipedrive", "deal")
    assert mapped(one)["Deal - Won time"] == "won_at"
    assert None not in {mapped(one).get(header) for header in one.table.headers}


def test_bitrix_is_known_even_where_its_administrator_renamed_the_deal(tmp_path):
    one = table(tmp_path, "DEAL_20240301", BITRIX)
    assert (one.system.key, one.kind.key) == ("bitrix24", "deal")
    assert {
        "Название заявки": "name",
        "Стадия заявки": "stage",
        "Группа стадий": "status",
        "Сумма": "value",
    }.items() <= mapped(one).items()


@needs_data
def test_every_caption_of_bitrix_is_known(tmp_path):
    lines = files("bitrix24/*.txt")[0].read_text(encoding="utf-8").splitlines()
    captions = [line for line in lines if line and not line.startswith("#")]
    one = table(
        tmp_path, "bitrix", ";".join(captions) + "\n" + ";" * (len(captions) - 1) + "\n1" + ";" * (len(captions) - 1)
    )
    assert (one.system.key, one.kind.key) == ("bitrix24", "deal")
    assert [column.header for column in one.columns if not column.field and not column.why] == []


def test_hubspots_labels_are_known(tmp_path):
    one = table(tmp_path, "hubspot-crm-exports-all-deals", HUBSPOT)
    assert (one.system.key, mapped(one)["Associated Contact IDs"]) == ("hubspot", "contact_id")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客户名称,销售阶段,金额,负责人,预计成交日期,商机名称\n上海公司,谈判,120万,王小明,2024年5月1日,采购项目\n", {"客户名称": "company", "销售阶段": "stage", "金额": "value", "负责人": "owner", "预计成交日期": "expected_close_on", "商机名称": "name"}),
        ("Сделка;Этап продаж;Сумма;Менеджер;Клиент;Дата создания\nВорота;Переговоры;1 200,50;Анна;Ромашка;01.02.2024\n", {"Сделка": "name", "Этап продаж": "stage", "Сумма": "value", "Менеджер": "owner", "Клиент": "company", "Дата создания": "created_at"}),
        ("Opportunity Name,Sales Stage,Deal Amount,Sales Rep,Customer Name,Expected Closing Date\nGate,Proposal,$5,Ann,Acme,2024-05-01\n", {"Opportunity Name": "name", "Sales Stage": "stage", "Deal Amount": "value", "Sales Rep": "owner", "Customer Name": "company", "Expected Closing Date": "expected_close_on"}),
    ],
)  # fmt: skip
def test_headers_of_no_system_are_understood_in_three_languages(tmp_path, text, expected):
    one = table(tmp_path, "table", text)
    assert one.kind.key == "deal"
    assert mapped(one) == expected


def test_the_same_ids_again_and_again_are_a_history_and_once_each_are_deals(tmp_path):
    rows = "\n".join(
        f"D{number % 4},Deal,{stage},2024-01-{number + 1:02},Ann,100"
        for number, stage in enumerate(["New", "Talk", "Won"] * 4)
    )
    history = table(tmp_path, "export", f"Deal ID,Deal name,Stage,Entered at,Owner,Amount\n{rows}\n")
    assert history.kind.key == "history"
    assert mapped(history)["Entered at"] == "entered_at"
    deals = table(
        tmp_path,
        "export",
        "Deal ID,Deal name,Stage,Date,Owner,Amount\n" + "\n".join(f"D{n},Deal,New,2024-01-02,Ann,1" for n in range(9)),
    )
    assert deals.kind.key == "deal"


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Closed Won", "won"), ("closedlost", "lost"), ("Успешно реализовано", "won"), ("Закрыто и не реализовано", "lost"),
        ("A_APPROVED", "won"), ("A_DECLINED", "lost"), ("A_ACCEPTED", None), ("赢单", "won"), ("输单", "lost"), ("Closed", "ended"),
        ("Negotiation/Review", None), ("Verbal, to be closed", None), ("Сделка провалена", "lost"), ("Успешна", "won"), ("无效", "lost"),
    ],
)  # fmt: skip
def test_stages_that_are_outcomes_are_known_by_name(name, outcome):
    assert named_outcome(name) == outcome


def test_stages_without_a_history_stand_as_such_stages_usually_do():
    names = ["Proposal/Price Quote", "Prospect", "Negotiation/Review", "Needs Analysis", "Qualification"]
    assert usual_order(names) == [
        "Prospect",
        "Qualification",
        "Needs Analysis",
        "Proposal/Price Quote",
        "Negotiation/Review",
    ]
