"""Forecast categories: as other systems write them, in three languages."""

from django.utils.translation import gettext as _

from penstock.imports.values.words import Unparsable, clean, is_blank

WORDS = {
    "commit": ("commit", "committed", "forecast", "обязательство", "подтверждено", "承诺", "已承诺", "提交", "确定"),
    "best_case": (
        *("best case", "most likely", "лучший случай", "лучший вариант", "оптимистичный"),
        *("最佳情况", "最好情况", "最佳", "最可能"),
    ),
    "pipeline": ("pipeline", "воронка", "конвейер", "管道", "销售管道", "流程"),
    "omitted": (
        *("omitted", "omit", "excluded", "not forecasted", "вне прогноза", "исключено", "пропущено"),
        *("不计入预测", "不预测", "忽略", "省略"),
    ),
    "": (
        *("closed", "closed won", "closed lost", "закрыто", "закрыта", "已关闭", "已结束", "关闭"),
        *("not chosen", "не выбрана", "未选择"),
    ),
}
"""By our own key. The oldest files call a commit Forecast; that a deal is closed is nothing that anybody chose."""


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


KNOWN = {_folded(word): key for key, words in WORDS.items() for word in words}


def parse_category(text: str) -> str | None:
    """One of our keys, or None where nobody chose."""
    word = _folded(text)
    if word in KNOWN or is_blank(text):
        return KNOWN.get(word) or None
    sentence = _("“%(value)s” is not a forecast category: use Commit, Best case, Pipeline or Omitted")
    raise Unparsable(sentence % {"value": clean(text)[:40]})
