"""Words of widgets that are one in English and two in Russian and Chinese."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override


@pytest.mark.parametrize(("language", "words"), [("en", "Open"), ("ru", "Открыть"), ("zh-hans", "打开")])
def test_a_widget_without_an_answer_says_open_as_what_one_does(language: str, words: str) -> None:
    with override(language):
        told = render_to_string("dashboards/parts/body.html", {"drawn": SimpleNamespace(problem="None", url="/there/")})
    assert f'<a href="/there/">{words}</a>' in told
