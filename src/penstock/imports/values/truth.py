"""Truth: yes and no in three languages."""

from django.utils.translation import gettext as _

from penstock.imports.values.words import Unparsable, clean, is_blank

YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "t",
        "1",
        "1.0",
        "x",
        "✓",
        "✔",
        "on",
        "won",
        "done",
        "completed",
        "closed",
        "да",
        "д",
        "истина",
        "есть",
        "выполнено",
        "выполнена",
        "закрыта",
        "是",
        "对",
        "真",
        "有",
        "√",
        "已完成",
    ]
)
NO = frozenset(
    ["no", "n", "false", "f", "0", "0.0", "off", "undone", "open", "нет", "н", "ложь", "否", "不", "错", "假", "未完成"]
) | {
    "не выполнено",
    "не выполнена",
    "not done",
}


def parse_truth(text: str) -> bool | None:
    """True, False, or None for a blank."""
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    if is_blank(text):
        return None
    raise Unparsable(_("“%(value)s” is neither yes nor no") % {"value": clean(text)[:40]})
