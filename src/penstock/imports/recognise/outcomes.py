"""Outcomes: which stages mean won and which lost, by name in three languages, and the order stages usually have."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from penstock.imports.recognise.vocabulary import fold

LOST = re.compile(
    r"\blost\b|\bloss\b|closedlost|\blose\b|declin|denied|cancel|reject|refus|disqualif|\bdead\b|abandon|\bjunk\b|unqualified"
    r"|\bnot won\b|unsuccess"
    r"|не\s*реализ|отказ|проигр|провал|потерян|отмен|некачествен|неуспеш|не\s*состоял"
    r"|输单|丢单|输掉|失败|流失|无效|取消|败单"
)
WON = re.compile(
    r"\bwon\b|closedwon|\bwin\b|approved|\bsuccess|\bsold\b|\bpurchased\b|successful"
    r"|успешн|выигр|оплачен|продано|продана|удачн|реализовано"
    r"|赢单|成交|成功|已签约|赢得"
)
ENDED = re.compile(r"\bclosed\b|\bdone\b|\bcompleted?\b|\bfinished\b|завершен|закрыт|关闭|完成|结束|结单")
HALF_WAY = re.compile(r"closing|to be closed|near|almost|предварительн|即将|likely|probab|verbal")
USUAL = (
    (0, r"incoming|unsorted|неразобран|^new$|\bnew\b|^lead|новая|новый|заявк|входящ|新建|线索|submitted|inbox|backlog"),
    (10, r"prospect|target|research|поиск|подбор|潜在|意向"),
    (14, r"attempt|contact|первичн|контакт|связ|appointment|初步|接触|联系"),
    (17, r"engag|connect|discover|вовлеч|выявлен"),
    (20, r"qualif|квалиф|оценк|资格|确认"),
    (30, r"need|requirement|потребн|анализ|需求"),
    (36, r"demo|presentation|презентац|показ|встреч|演示|meeting"),
    (40, r"value prop|solution|ценност|решени[ея] предлож|方案"),
    (44, r"decision.?maker|id\. decision|лпр|принимающих|决策"),
    (48, r"perception|восприят|evaluation|trial|pilot|пилот|тест|试用"),
    (52, r"offer|estimate|оферт|смет"),
    (60, r"proposal|quote|quotation|предложен|\bкп\b|报价"),
    (66, r"decid|принимают решен|согласован|review"),
    (70, r"negotiat|переговор|торг|谈判|商务"),
    (80, r"contract|legal|договор|合同|verbal|commit|юрист"),
    (86, r"invoice|payment|prepay|счет|счёт|оплат|付款|开票"),
    (92, r"closing|sign|order|подписан|заказ|签约|deliver|отгрузк|交付"),
    (96, r"referral|upsell|рекоменд"),
)
USUAL_RANKS = tuple((rank, re.compile(pattern)) for rank, pattern in USUAL)
MIDDLE = 58


def plain(name: str) -> str:
    """A name as the patterns expect it."""
    return re.sub(r"[_\-/.]+", " ", name.casefold())


@lru_cache(maxsize=4096)
def named_outcome(name: str) -> str | None:
    """``won``, ``lost``, ``ended`` for an end that does not say which, or None for a stage on the way."""
    words = plain(name)
    if HALF_WAY.search(words) and not words.startswith("closed"):
        return None
    for outcome, pattern in (("lost", LOST), ("won", WON), ("ended", ENDED)):
        if pattern.search(words):
            return outcome
    return None


@lru_cache(maxsize=4096)
def status_outcome(word: str) -> str | None:
    """What the word of a status column says: ``open``, ``won``, ``lost`` or nothing."""
    words = plain(word).strip()
    if words in OPEN_STATUS:
        return "open"
    if words in ("s", "success", "succeeded"):
        return "won"
    if words in ("f", "failed", "fail", "failure", "omitted"):
        return "lost"
    named = named_outcome(words)
    return named if named != "ended" else None


OPEN_STATUS = frozenset(
    [
        "open",
        "active",
        "pending",
        "p",
        "process",
        "progress",
        "working",
        "pipeline",
        "commit",
        "upside",
        "открыта",
        "открыт",
        "активна",
        "进行中",
        "打开",
        "跟进中",
    ]
) | {"in progress", "best case", "в работе", "в процессе", "进行 中"}


def usual_rank(name: str) -> int:
    """Where a stage of this name usually stands, from 0 to 100; the middle when nothing tells."""
    words = plain(name)
    return next((rank for rank, pattern in USUAL_RANKS if pattern.search(words)), MIDDLE)


def usual_order(names: Iterable[str], known: Sequence[str] = ()) -> list[str]:
    """Names in the system's own order where it knows them all, else as such stages usually stand."""
    listed = list(names)
    order = {fold(name): position for position, name in enumerate(known)}
    on_the_way = [name for name in listed if not named_outcome(name)]
    if on_the_way and all(fold(name) in order for name in on_the_way):
        return sorted(listed, key=lambda name: order.get(fold(name), len(order)))
    return sorted(listed, key=usual_rank)
