"""Currencies and scales as people write them: signs, words and short forms."""


def _table(text: str) -> dict[str, str]:
    """``code: word word`` lines as a mapping from word to code."""
    pairs = (line.split(":", 1) for line in text.strip().splitlines())
    return {word: code.strip() for code, words in pairs for word in words.split()}


SIGNS = _table("""
    USD: $ us$
    EUR: €
    GBP: £
    RUB: ₽ руб руб. р. р
    CNY: ￥ ¥ 元
    KZT: ₸ тг
    UAH: ₴ грн грн.
    INR: ₹
    KRW: ₩
    TRY: ₺
    HKD: hk$
    AUD: a$
    CAD: c$
    BRL: r$
    PLN: zł
    CZK: kč
    BYN: br
    UZS: сум
    GEL: ₾
""")
SCALES: dict[str, int] = {
    word: int(scale)
    for word, scale in _table("""
    1000: k к т тыс тыс. 千
    10000: 万
    1000000: m mn mln м млн млн.
    100000000: 亿
    1000000000: b bn млрд млрд.
""").items()
}
ALL_CODES = """
USD EUR GBP RUB CNY JPY KZT UAH BYN INR KRW TRY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN BRL MXN ARS CLP COP PEN
ZAR AED SAR ILS EGP NGN KES SGD HKD TWD THB IDR MYR PHP VND UZS GEL AMD AZN KGS MDL TJS TMT MNT
"""
CODES = frozenset(ALL_CODES.split())
WORDS = _table("""
    USD: долл doll 美元
    EUR: евро euro 欧元
    RUB: росс рубл ruble russ 卢布
    UAH: грив
    KZT: тенг
    CNY: юань 人民币
""")
"""Beginnings of a currency's name, up to four letters."""
