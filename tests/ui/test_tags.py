"""The tags say everything in words as well, and hold to the content policy."""

from datetime import timedelta

from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from penstock.ui import formats
from penstock.ui.templatetags import ui_tags


def draw(source: str, **context: object) -> str:
    return Template("{% load ui_tags %}" + source).render(Context(context))


def test_what_is_overdue_is_said_and_not_only_red() -> None:
    drawn = draw("{% due day %}", day=formats.today() - timedelta(days=9))
    assert "overdue" in drawn
    assert ">overdue<" in drawn


def test_sentences_are_parted_as_their_language_does() -> None:
    for language, gap in (("en", " "), ("ru", " "), ("zh-hans", "")):
        with translation.override(language):
            assert draw("{% between %}") == gap


def test_what_is_due_today_is_not_overdue() -> None:
    assert "overdue" not in draw("{% due day %}", day=formats.today())


def test_a_meter_beyond_its_norm_is_full_and_speaks() -> None:
    drawn = draw("{% meter 26 20 words 'stuck' %}", words="26 of 20 days")
    assert 'width="100%" height="3" rx="1.5"/></svg>' in drawn
    assert 'aria-label="26 of 20 days"' in drawn


def test_a_meter_without_a_norm_is_empty() -> None:
    assert 'class="meter-fill" width="0%"' in draw("{% meter 26 0 'no norm yet' %}")


def test_a_person_is_drawn_by_initials_and_spoken_by_name() -> None:
    drawn = draw("{% avatar name %}", name="Hayden Neloms")
    assert ">HN<" in drawn
    assert '<span class="sr-only">Hayden Neloms</span>' in drawn
    assert ui_tags.initials("王秀英") == "秀英"


def test_a_name_with_markup_is_only_text() -> None:
    assert "<script>" not in draw("{% avatar name %}{% badge name 'won' %}", name="<script>alert(1)</script>")


def test_a_field_shows_its_help_and_what_is_wrong() -> None:
    class Sample(forms.Form):
        name = forms.CharField(help_text="As you would say it.")

    form = Sample({"name": ""})
    form.is_valid()
    drawn = draw("{% field form.name %}", form=form)
    assert 'role="alert"' in drawn
    assert "As you would say it." in drawn
    assert 'class="input"' in drawn


def test_sorting_keeps_the_filters_and_turns_round_at_the_second_click() -> None:
    request = RequestFactory().get("/list/?owner=7&sort=value&page=3")
    drawn = draw("{% sort_head 'value' 'Value' %}", request=request)
    assert 'aria-sort="ascending"' in drawn
    assert 'href="?owner=7&amp;sort=-value"' in drawn


def test_headings_of_the_sign_in_pages_become_sentences_and_capitals_stay() -> None:
    assert ui_tags.sentence(" Two-Factor Authentication\n") == "Two-factor authentication"
    assert ui_tags.sentence("Enter Your PIN") == "Enter your PIN"
    assert ui_tags.sentence("登录") == "登录"
