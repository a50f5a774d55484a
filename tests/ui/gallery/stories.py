"""Sample stories, figures and settings in three languages."""

from datetime import timedelta
from types import SimpleNamespace as Row

from django.utils import timezone

from penstock.ui import formats
from tests.ui.gallery import samples

TEXTS = {
    "en": [
        "Moved from Demo to Proposal",
        "Call with Anna Petersen: budget is confirmed for the third quarter",
        "Offer 2026-118 sent to procurement",
        "Value changed from $96,000 to $120,000",
        "Note: they compare us with two others; the service level decides",
        "Stuck: 21 days without an activity",
        "Deal opened",
    ],
    "ru": [
        "Перемещена из этапа «Демонстрация» в «Коммерческое предложение»",
        "Звонок с главным инженером: бюджет подтверждён на третий квартал",
        "Предложение 2026-118 отправлено в отдел закупок",
        "Сумма изменена с 7 680 000 ₽ на 9 600 000 ₽",
        "Заметка: сравнивают нас с двумя другими, решает уровень сервиса",
        "Зависла: 21 день без активности",
        "Сделка открыта",
    ],
    "zh-hans": [
        "从“演示”移至“方案报价”",
        "与厂长通话：第三季度预算已确认",
        "报价单 2026-118 已发送给采购部",
        "金额由 ¥67.2万 改为 ¥84万",
        "备注：他们在与另外两家比较，关键看服务水平",
        "停滞：21 天没有活动",
        "商机已创建",
    ],
}
ICONS = [
    ("arrow-right", ""),
    ("phone", ""),
    ("mail", ""),
    ("pencil", ""),
    ("sticky-note", ""),
    ("hourglass", "stuck"),
    ("circle-plus", ""),
]


def story(language):
    """Everything that the record, number and settings pages show."""
    now = timezone.now()
    who = samples.PEOPLE[language]
    events = [
        Row(
            id=at,
            icon=icon,
            state=state,
            text=TEXTS[language][at],
            by=who[at % 4],
            origin="",
            at=now - timedelta(hours=3 + at * at * 19),
            body=TEXTS[language][1] if at in (1, 4) else "",
        )
        for at, (icon, state) in enumerate(ICONS)
    ]
    names = samples.STAGES[language]
    path = [
        Row(
            id=at,
            name=name,
            state="past" if at < 3 else "now" if at == 3 else "next",
            move_url="/deals/42/move/",
            days_words=formats.days([4, 9, 12, 23][at]) if at <= 3 else "",
        )
        for at, name in enumerate(names)
    ]
    shares = [100, 71, 52, 34, 22, 18, 15]
    funnel = [
        Row(
            label=name,
            percent=shares[at],
            past_percent=min(100, shares[at] + [0, -4, 3, 9, 6, 2, 1][at]),
            shown=str(shares[at] * 8),
            note=f"{shares[at]}%",
            url="#",
            state="won" if at == 6 else "",
        )
        for at, name in enumerate(names)
    ]
    sellers = [
        Row(
            label=name,
            percent=[92, 74, 61, 38][at],
            past_percent=[80, 81, 40, 35][at],
            shown=["70.4%", "65.1%", "63.2%", "58.9%"][at],
            note="",
            url="#",
            state="",
        )
        for at, name in enumerate(who)
    ]
    return {
        "events": events,
        "path": path,
        "funnel": funnel,
        "sellers": sellers,
        "names": names,
        "steps": samples.STEPS[language],
    }
