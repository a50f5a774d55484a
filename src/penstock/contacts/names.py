"""How a person's name is put together from its parts, in the order of its own language."""

import re

EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def full_name(first: str, last: str) -> str:
    """Family name first and without a space in Chinese, Japanese and Korean; otherwise first name first."""
    if last and EASTERN.match(last) and (not first or EASTERN.match(first)):
        return f"{last}{first}"
    return " ".join(part for part in (first, last) if part)
