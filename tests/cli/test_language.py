"""The command line speaks the language of the shell; what programs read stays as it is."""

import json

import pytest

from penstock.config.language import language
from tests.cli.conftest import Run

RUSSIAN, CHINESE = {"LC_ALL": "ru_RU.UTF-8"}, {"LC_ALL": "zh_CN.UTF-8"}


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "zh"}, "zh-hans"),
        ({"LANG": "ru_RU", "LC_MESSAGES": "zh_CN"}, "zh-hans"),
        ({"LANG": "ru_RU", "LC_MESSAGES": "zh_CN", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "ru_RU", "LC_ALL": ""}, "ru"),
    ],
)
def test_the_first_that_is_set_decides(environ: dict[str, str], spoken: str) -> None:
    assert language(environ) == spoken


def test_help_is_said_in_the_language_clicks_own_words_too(penstock: Run) -> None:
    said = penstock("backup", "--help", **RUSSIAN).stdout
    assert "Использование:" in said
    assert "Как печатать." in said
    assert "Show this" not in said
    assert "用法：" in penstock("--help", **CHINESE).stdout


def test_check_is_said_in_the_language_and_its_keys_are_not(penstock: Run) -> None:
    done = penstock("check", "--format", "json", **RUSSIAN)
    findings = json.loads(done.stdout)["findings"]
    assert [one["check"] for one in findings] == ["settings", "disk", "database", "migrations"]
    assert all("а" in one["sentence"] for one in findings)


def test_a_wrong_setting_is_named_in_the_language(penstock: Run) -> None:
    assert "PENSTOCK_PORT 无法使用" in penstock("up", PENSTOCK_PORT="http", **CHINESE).stderr
    assert "PENSTOCK_PORT 无法使用" in penstock("check", PENSTOCK_PORT="http", **CHINESE).stderr


def test_wrong_usage_and_a_refusal_are_said_in_the_language(penstock: Run) -> None:
    assert "Нет команды" in penstock("fly", **RUSSIAN).stderr
    assert "不存在" in penstock("restore", "nowhere.zip", **CHINESE).stderr
    assert "不存在" in penstock("backup", "/nowhere/backup.zip", **CHINESE).stderr


@pytest.mark.usefixtures("prepared")
def test_a_new_workspace_speaks_the_language_of_who_made_it(penstock: Run) -> None:
    told = json.loads(penstock("invite", "anna@example.com", "--format", "json", **RUSSIAN).stdout)
    assert told["workspace"] == "Моя компания"
    assert told["role"] == "owner"
