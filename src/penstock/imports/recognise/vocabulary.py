"""The vocabulary of an import: what each kind of table holds, field by field, and how a cell of the field is read."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

NUMBERED = re.compile(r" \(\d+\)$")
BRACKETED = re.compile(r"[\s_]*[(\[（][^)\]）]*[)\]）]")
CURRENCY_BEHIND = re.compile(r"[\s,_-]+(?:USD|EUR|RUB|CNY|GBP|KZT|UAH|руб|грн|тг|\$|€|₽|₸|￥|¥)\.?$", re.IGNORECASE)


def fold(header: str) -> str:
    """A header as it is compared: composed, without case, marks, spaces and the number of a repetition."""
    plain = unicodedata.normalize("NFC", NUMBERED.sub("", header)).casefold().replace("ё", "е")
    return "".join(sign for sign in plain if sign.isalnum())


@lru_cache(maxsize=4096)
def known_as(header: str, words: frozenset[str]) -> str | None:
    """Which of the folded words a header is: as it stands, or without what stands in brackets or for a currency."""
    bare = BRACKETED.sub("", header)
    for attempt in (header, bare, CURRENCY_BEHIND.sub("", bare)):
        if (folded := fold(attempt)) in words:
            return folded
    return None


@dataclass(frozen=True)
class Kind:
    """A kind of table. ``needs`` are groups of fields of which each must have one; ``telling`` give it away."""

    key: str
    label: object
    fields: dict[str, str]
    needs: tuple[tuple[str, ...], ...]
    telling: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    many: frozenset[str] = field(default=frozenset())
    taken: bool = True
    named_by: tuple[str, ...] = ()
    """Fields that give a row without a name its name."""


def _fields(text: str) -> dict[str, str]:
    """``kind: field field`` lines as a mapping from field to kind of value."""
    pairs = (line.split(":") for line in text.strip().splitlines())
    return {name: kind.strip() for kind, names in pairs for name in names.split()}


DEAL = Kind(
    "deal",
    _("deals"),
    _fields("""
    id: external_id company_id owner_id product_id
    ids: contact_id
    text: name stage status pipeline owner company contact contact_title product lost_reason source type note next_step
    text: aside_reason
    emails: owner_email contact_emails
    phones: contact_phones
    money: value
    currency: currency
    percent: probability
    number: quantity
    category: forecast_category
    date: created_at stage_entered_at close_date expected_close_on closed_at won_at lost_at aside_until
    truth: is_closed is_won deleted
    tags: tags
    """),
    needs=(("name", "external_id"), ("stage", "status", "value")),
    telling=(
        "stage",
        "value",
        "status",
        "close_date",
        "expected_close_on",
        "closed_at",
        "pipeline",
        "won_at",
        "is_won",
    ),
    names=("deal", "opportunit", "potential", "pipeline", "сделк", "leads_test", "商机", "销售机会", "交易"),
    many=frozenset({"note", "contact_phones", "contact_emails", "tags"}),
)
COMPANY = Kind(
    "company",
    _("companies"),
    _fields("""
    id: external_id parent_id owner_id
    id: inn kpp uscc
    text: name legal_name parent owner sector kind address city region country postal_code description size
    text: website year_founded
    emails: emails owner_email
    phones: phones
    money: revenue
    number: employees
    date: created_at
    truth: deleted
    tags: tags
    """),
    needs=(("name",),),
    telling=("sector", "employees", "revenue", "parent", "inn", "website", "legal_name", "uscc"),
    names=("account", "compan", "organi", "client", "customer", "компани", "организац", "контрагент", "公司", "客户"),
    many=frozenset({"phones", "emails", "description", "tags", "address"}),
    named_by=("legal_name", "website"),
)
CONTACT = Kind(
    "contact",
    _("contacts"),
    _fields("""
    id: external_id company_id owner_id
    text: name first_name middle_name last_name job_title company owner source address city country note
    emails: emails owner_email
    phones: phones
    date: created_at birthday
    truth: deleted
    tags: tags
    """),
    needs=(("name", "first_name", "last_name", "emails"),),
    telling=("emails", "phones", "first_name", "last_name", "job_title", "middle_name"),
    names=("contact", "people", "person", "контакт", "联系人"),
    many=frozenset({"emails", "phones", "note", "tags", "address"}),
)
PRODUCT = Kind(
    "product",
    _("products"),
    _fields("""
    id: external_id
    text: name code category unit description owner
    money: price cost
    currency: currency
    truth: active deleted
    """),
    needs=(("name",),),
    telling=("price", "code", "category", "cost", "unit"),
    names=("product", "price", "товар", "номенклатур", "прайс", "产品", "商品"),
)
PERSON = Kind(
    "person",
    _("people of the team"),
    _fields("""
    id: external_id
    text: name first_name last_name manager team office title
    emails: emails
    truth: active
    """),
    needs=(("name", "last_name", "first_name", "emails"),),
    telling=("manager", "team", "office"),
    names=(
        "user",
        "owner",
        "team",
        "agent",
        "employee",
        "seller",
        "staff",
        "сотрудник",
        "пользовател",
        "менеджер",
        "员工",
        "用户",
    ),
)
ACTIVITY = Kind(
    "activity",
    _("activities"),
    _fields("""
    id: external_id owner_id company_id lead_id
    ids: contact_id deal_id
    text: kind subject owner deal company contact outcome status note direction
    emails: owner_email
    date: starts_at ends_at due_at done_at created_at
    truth: done deleted
    seconds: duration_seconds duration_minutes
    """),
    needs=(("subject", "kind", "note"), ("starts_at", "due_at", "done_at", "created_at")),
    telling=("due_at", "duration_seconds", "duration_minutes", "starts_at", "direction", "ends_at", "subject"),
    names=(
        "call",
        "task",
        "event",
        "activit",
        "meeting",
        "note",
        "звонк",
        "задач",
        "дел",
        "встреч",
        "通话",
        "任务",
        "活动",
    ),
    many=frozenset({"note"}),
)
HISTORY = Kind(
    "history",
    _("stage history"),
    _fields("""
    id: external_id deal_id owner_id
    text: deal_name stage stage_from owner pipeline lifecycle property company
    money: value
    currency: currency
    percent: probability
    truth: deleted
    date: entered_at left_at expected_close_on
    """),
    needs=(("deal_id", "deal_name"), ("stage",), ("entered_at",)),
    telling=("deal_id", "entered_at", "stage_from", "lifecycle"),
    names=("history", "log", "event", "stage", "истори", "журнал", "历史", "记录"),
)
STAGE = Kind(
    "stage",
    _("stages"),
    _fields("""
    id: external_id pipeline_id
    text: name pipeline
    number: order probability
    truth: is_won is_closed active
    """),
    needs=(("name",), ("order", "probability", "is_won")),
    telling=("order", "is_won", "is_closed", "pipeline_id"),
    names=("stage", "этап", "стади", "阶段"),
)
PIPELINE = Kind(
    "pipeline",
    _("pipelines"),
    _fields("""
    id: external_id
    text: name
    number: order
    truth: active
    """),
    needs=(("name",), ("external_id",)),
    names=("pipeline", "воронк", "管道"),
)
LINK = Kind(
    "link",
    _("links between deals and people or companies"),
    _fields("""
    id: deal_id contact_id company_id
    text: role
    """),
    needs=(("deal_id",), ("contact_id", "company_id")),
)
LEAD = Kind(
    "lead",
    _("leads"),
    _fields("""
    id: external_id owner_id
    text: name first_name last_name company job_title owner source status website sector
    emails: emails
    phones: phones
    truth: converted
    date: created_at
    """),
    needs=(("status", "converted", "source"),),
    telling=("converted", "status", "source"),
    names=("lead", "лид", "线索"),
    taken=False,
)


def _untaken(key: str, label: object, *names: str) -> Kind:
    return Kind(key, label, {}, needs=(), names=names, taken=False)


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        DEAL, COMPANY, CONTACT, PRODUCT, PERSON, ACTIVITY, HISTORY, STAGE, PIPELINE, LINK, LEAD,
        _untaken("quote", _("quotes"), "quote", "предложени", "счет", "报价"),
        _untaken("invoice", _("invoices"), "invoice", "накладн", "发票"),
        _untaken("campaign", _("campaigns"), "campaign", "кампани", "市场活动"),
        _untaken("merge", _("records of merged duplicates"), "merge"),
        _untaken("dictionary", _("a description of other tables"), "dictionary", "readme", "справочник"),
        _untaken("unknown", _("something we do not know")),
    )
}  # fmt: skip
