"""The plain form of a script: numbered steps, each with what to say and the answers that lead on."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.playbooks.actions.write_script import LONGEST_ANSWER, LONGEST_STEP, MOST_ANSWERS, MOST_STEPS

ROOM, FEWEST = 2, 3
"""So many empty steps stand below those that are written, and so many steps and answers there are at least."""


class StepBoxes:
    """The boxes of one step, for the template."""

    def __init__(self, form: "ScriptForm", number: int) -> None:
        self.number, self.say = number, form[f"say_{number}"]
        self.answers = [
            (form[f"answer_{number}_{place}"], form[f"to_{number}_{place}"])
            for place in range(1, MOST_ANSWERS + 1)
            if f"answer_{number}_{place}" in form.fields
        ]


class ScriptForm(forms.Form):
    """As many steps as are written, and room for two more; an empty step or answer counts for nothing."""

    def __init__(self, given: Any, steps: list[dict[str, Any]]) -> None:
        self.count = _count(given, steps)
        super().__init__(given, initial=_initial(steps))
        for number in range(1, self.count + 1):
            written = steps[number - 1]["answers"] if number <= len(steps) else []
            self._add_step(number, min(max(FEWEST, len(written) + 1), MOST_ANSWERS))

    def boxes(self) -> list[StepBoxes]:
        """The steps in their order."""
        return [StepBoxes(self, number) for number in range(1, self.count + 1)]

    def steps(self) -> list[dict[str, Any]]:
        """What was written, with the empty steps left out and the others counted anew."""
        written = [number for number in range(1, self.count + 1) if self.cleaned_data[f"say_{number}"].strip()]
        places = {number: place for place, number in enumerate(written, start=1)} | {0: 0}
        return [
            {"say": self.cleaned_data[f"say_{number}"], "answers": list(self._answers(number, places))}
            for number in written
        ]

    def _answers(self, number: int, places: dict[int, int]) -> Iterator[dict[str, Any]]:
        for place in range(1, MOST_ANSWERS + 1):
            say, to = (self.cleaned_data.get(f"{name}_{number}_{place}", "") for name in ("answer", "to"))
            if not say.strip():
                continue
            if int(to) not in places:
                sentence = _("“%(answer)s” leads to step %(step)s, which is empty.") % {"answer": say, "step": to}
                raise Refused(sentence, fields={f"to_{number}_{place}": sentence})
            yield {"say": say, "to": places[int(to)]}

    def _add_step(self, number: int, answers: int) -> None:
        label = _("Step %(step)s: what to say or ask") % {"step": number}
        self.fields[f"say_{number}"] = forms.CharField(
            label=label, required=False, max_length=LONGEST_STEP, widget=forms.Textarea({"rows": 2})
        )
        ways = [("0", _("ends the talk")), *((str(one), _("step %(step)s") % {"step": one}) for one in self._others())]
        onwards = str(number + 1) if number < self.count else "0"
        for place in range(1, answers + 1):
            self.fields[f"answer_{number}_{place}"] = forms.CharField(
                label=_("Answer %(number)s") % {"number": place}, required=False, max_length=LONGEST_ANSWER
            )
            self.fields[f"to_{number}_{place}"] = forms.ChoiceField(
                label=_("Goes on with"), choices=ways, required=False, initial=onwards
            )

    def _others(self) -> range:
        return range(1, self.count + 1)


def _count(given: Any, steps: list[dict[str, Any]]) -> int:
    if given is not None:
        sent = [int(name[4:]) for name in given if name.startswith("say_") and name[4:].isdecimal() and len(name) < 8]
        return min(max([FEWEST, *sent]), MOST_STEPS)
    return min(max(FEWEST, len(steps) + ROOM), MOST_STEPS)


def _initial(steps: list[dict[str, Any]]) -> dict[str, str]:
    told = {}
    for number, step in enumerate(steps, start=1):
        told[f"say_{number}"] = step["say"]
        for place, answer in enumerate(step["answers"], start=1):
            told[f"answer_{number}_{place}"], told[f"to_{number}_{place}"] = answer["say"], str(answer["to"])
    return told
