"""Sample people, companies and deals in three languages, always the same."""

import json
from datetime import timedelta
from decimal import Decimal
from random import Random
from types import SimpleNamespace as Row

from django.utils import timezone

WORKSPACE = {"en": "Northwind Turbines", "ru": "Северный ветер", "zh-hans": "北风涡轮机"}
CURRENCY = {"en": "USD", "ru": "RUB", "zh-hans": "CNY"}
SCALE = {"en": 1, "ru": 80, "zh-hans": 7}
PEOPLE = {
    "en": ["Hayden Neloms", "Maureen Marcano", "Vicki Laflamme", "Daniell Hammack"],
    "ru": ["Екатерина Самойлова", "Игорь Панфилов", "Светлана Жданова", "Артём Белоусов"],
    "zh-hans": ["李明", "王秀英", "张伟", "陈静"],
}
COMPANIES = {
    "en": ["Konmatfix", "Rangreen", "Betatech", "Zumgoity", "Hottechi", "Bluth Company", "Isdom", "Plexzap", "Cancity"],
    "ru": [
        "ООО «Уралэнергомаш»",
        "АО «Гидропривод»",
        "ТД «Вектор»",
        "ООО «Балтийские линии»",
        "ПАО «Север-Снаб»",
        "ИП Ковалёв",
    ],
    "zh-hans": ["华东水利设备有限公司", "深圳蓝海科技", "北京长城能源", "上海汇丰机械", "成都天府建设"],
}
DEALS = {
    "en": [
        "GTX Pro upgrade, 40 seats",
        "Turbine service contract 2027",
        "MG Special for the Hamburg plant",
        "Annual licence renewal",
        "Pilot for two sites with an option for the other eleven next year",
        "Spare parts frame agreement",
        "Gate retrofit",
    ],
    "ru": [
        "Поставка насосного оборудования для второй очереди",
        "Сервисный договор на 2027 год",
        "Модернизация затворов",
        "Продление лицензий",
        "Пилот на двух площадках с возможностью расширения на весь холдинг",
        "Запасные части, рамочный договор",
    ],
    "zh-hans": [
        "二期水泵设备采购",
        "2027年度维保合同",
        "闸门改造项目",
        "软件许可续约",
        "两个站点试点，明年扩展到其余十一个站点",
        "备件框架协议",
    ],
}
STAGES = {
    "en": ["Qualification", "Need confirmed", "Demo", "Proposal", "Negotiation", "Contract", "Won"],
    "ru": [
        "Квалификация",
        "Потребность подтверждена",
        "Демонстрация",
        "Коммерческое предложение",
        "Переговоры",
        "Договор",
        "Выиграна",
    ],
    "zh-hans": ["资格确认", "需求确认", "演示", "方案报价", "商务谈判", "合同", "赢单"],
}
STEPS = {
    "en": ["Call the plant manager", "Send the offer", "Demo with procurement", "Ask for the signed copy"],
    "ru": [
        "Позвонить главному инженеру",
        "Отправить предложение",
        "Показ для отдела закупок",
        "Запросить подписанный экземпляр",
    ],
    "zh-hans": ["致电厂长", "发送报价", "与采购部演示", "索取签署件"],
}
DAYS = {
    "en": "{} days in stage, won deals take {}",
    "ru": "{} дн. на этапе, у выигранных {}",
    "zh-hans": "在该阶段 {} 天，赢单通常 {} 天",
}
REFUSAL = {
    "en": "Needs an amount and a decision maker.",
    "ru": "Нужны сумма и лицо, принимающее решение.",
    "zh-hans": "需要金额和决策人。",
}


def card(language, number, stage_id, chance):
    """One sample card."""
    days, norm = chance.randint(0, 26), chance.choice([9, 14, 21, 30])
    has_step = chance.random() > 0.25
    value = Decimal(chance.choice([900, 4200, 12000, 18500, 36000, 64000, 120000, 250000, 1240000])) * SCALE[language]
    return Row(
        id=number,
        stage_id=stage_id,
        url=f"/deals/{number}/",
        move_url=f"/deals/{number}/move/",
        plan_url="/deals/new/",
        name=chance.choice(DEALS[language]),
        company=chance.choice(COMPANIES[language]),
        value=value,
        currency=CURRENCY[language],
        owner=chance.choice(PEOPLE[language]),
        step=chance.choice(STEPS[language]) if has_step else "",
        step_icon=chance.choice(["phone", "mail", "square-check", "calendar"]),
        is_open=stage_id < 7,
        step_due=timezone.localdate() + timedelta(days=chance.randint(-4, 12)),
        days=days,
        norm_days=norm,
        age_words=DAYS[language].format(days, norm),
        pace="stuck" if days > norm * 1.4 else "slow" if days > norm else "",
        stuck=days > norm * 1.4,
        refuses=json.dumps({"6": REFUSAL[language]}) if stage_id < 4 else "",
    )


def columns(language, full=True):
    """The seven sample columns."""
    chance = Random(7)
    made = []
    for number, name in enumerate(STAGES[language], 1):
        cards = [
            card(language, number * 100 + at, number, chance)
            for at in range([14, 9, 7, 11, 5, 3, 8][number - 1] if full else 0)
        ]
        total = sum(each.value for each in cards)
        rate = [62, 71, 55, 48, 66, 83, None][number - 1]
        made.append(
            Row(
                id=number,
                number=number,
                name=name,
                kind="won" if number == 7 else "open",
                count=len(cards) * 13,
                sum=total * 13,
                currency=CURRENCY[language],
                weighted=total * number,
                cards=cards,
                more_url="",
                empty_words="",
                conversion=rate and rate / 100,
                conversion_percent=rate,
                past_percent=rate and rate + [4, -6, 3, 12, 0, -8][number - 1],
                trend="down" if number == 4 else "same",
                conversion_words=f"{rate}% → {STAGES[language][min(number, 6)]}",
            )
        )
    return made


def all_cards(language):
    """Every sample card in one list."""
    return [each for column in columns(language) for each in column.cards]
