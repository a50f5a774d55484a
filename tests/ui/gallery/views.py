"""The sample pages themselves."""

from types import SimpleNamespace as Row

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from penstock.ui.answers import answer, is_partial, toast
from tests.ui.gallery import samples, stories
from tests.ui.gallery.words import WORDS


class DealForm(forms.Form):
    """A sample form."""

    name = forms.CharField(help_text="The words by which you would ask for it.")
    amount = forms.DecimalField(required=False)
    currency = forms.ChoiceField(choices=[("USD", "US dollar"), ("EUR", "Euro"), ("RUB", "Рубль"), ("CNY", "人民币")])
    close_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(required=False, widget=forms.Textarea)
    regular = forms.BooleanField(required=False, label="A recurring deal")


TABS = [
    Row(url="?", icon="list", label="All", count=42, current=True),
    Row(url="?", icon="", label="Mine", count=7, current=False),
]


def page(name):
    """A view that draws one sample template."""

    def view(request, pk=0):
        language = request.sample_language
        bound = DealForm({"name": ""}) if "errors" in request.GET else DealForm()
        return render(
            request,
            f"gallery/{name}.html",
            {
                "columns": samples.columns(language, full=name != "board_empty"),
                "cards": samples.all_cards(language),
                "form": bound,
                "language": language,
                "people": samples.PEOPLE[language],
                "currency": samples.CURRENCY[language],
                **stories.story(language),
                "w": WORDS[language],
                "tabs": TABS,
            },
        )

    return view


def move(request, pk):
    """A sample move: a drop on the last stage asks first, every other is done."""
    stage, language = int(request.POST["stage"]), request.sample_language
    every = {each.id: each for each in samples.all_cards(language)}
    if stage == 7 and "reason" not in request.POST:
        return render(request, "gallery/ask.html", {"card": every[pk]}, status=422)
    moved, boxes = every[pk], samples.columns(language)
    moved.stage_id = stage
    toast(request, _("Moved to %(stage)s.") % {"stage": samples.STAGES[language][stage - 1]}, undo=f"/deals/{pk}/undo/")
    heads = [("ui/parts/column_head.html", {"column": boxes[stage - 1], "swap_oob": True})]
    return answer(
        request,
        [("ui/parts/card.html", {"card": moved}), *heads],
        instead="/board/",
        happened={"deal-changed": {"id": pk}},
    )


def undo(request, pk):
    """Takes a sample move back."""
    toast(request, _("Taken back."))
    return answer(request, [], instead="/board/")


def edit(request, pk):
    """A sample fact that is edited in place."""
    if request.method == "POST":
        toast(request, _("Saved."), undo=f"/deals/{pk}/undo/")
        return answer(
            request,
            [("ui/parts/fact_value.html", {"shown": request.POST["name"], "edit_url": request.path})],
            instead=f"/deals/{pk}/",
        )
    context = {
        "form": type("F", (forms.Form,), {"name": forms.CharField(initial="1 240 000")})(),
        "action": request.path,
    }
    return render(request, "ui/parts/inline_form.html", context) if is_partial(request) else redirect(f"/deals/{pk}/")


def palette(request):
    """Sample finds."""
    found = [
        each
        for each in samples.all_cards(request.sample_language)
        if request.GET.get("q", "").lower() in each.name.lower()
    ][:5]
    lines = [Row(url=each.url, icon="circle-dollar-sign", label=each.name, detail=each.company) for each in found]
    return render(request, "gallery/found.html", {"lines": lines}) if request.GET.get("q") else HttpResponse("")


def missing(request):
    """The page for what is not there."""
    return render(request, "404.html", status=404)
