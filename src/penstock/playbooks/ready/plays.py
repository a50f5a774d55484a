"""Reads the plays of the ready playbook: one file for each language, all of the same shape."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "zh-hans")


@dataclass(frozen=True)
class Play:
    """What is to be done in one sort of stage; ``lists`` holds the facts of each list's entries in their order."""

    key: str
    title: str
    purpose: str
    buyer_step: str
    lists: dict[str, list[dict[str, Any]]]
    steps: list[dict[str, Any]]


@cache
def plays_in(language: str) -> dict[str, Play]:
    """The plays in a language; in English where we have none in it."""
    code = next((one for one in LANGUAGES if language.lower() in (one, one.partition("-")[0])), LANGUAGES[0])
    told = tomllib.loads((HERE / f"{code.replace('-', '_')}.toml").read_text(encoding="utf-8"))
    return {key: _play(key, play) for key, play in told.items()}


def _play(key: str, told: dict[str, Any]) -> Play:
    required = [{"name": name, "is_required": True} for name in told["must"]]
    lists = {
        "checklist": required + [{"name": name, "is_required": False} for name in told["may"]],
        "needs": [{"name": name, "answer": answer} for name, answer in told["needs"]],
        "objections": [{"name": name, "answer": answer} for name, answer in told["objections"]],
        "assets": [{"name": name, "text": text} for name, text in told["assets"]],
        "tasks": [{"name": name, "kind": kind, "days": days, "whom": "owner"} for kind, days, name in told["tasks"]],
    }
    steps = [{"say": say, "answers": [{"say": one, "to": to} for one, to in ways]} for say, ways in told["script"]]
    return Play(key, told["title"], told["purpose"], told["buyer_step"], lists, steps)
