"""Questions that a page puts one by one and that are answered together, as soon as somebody looks at an answer."""

from typing import Any

from penstock.metrics.answer import Answer
from penstock.metrics.asking import ask_all, full
from penstock.metrics.question import Question, WrongQuestion, parse
from penstock.workspaces.actor import Actor


class Gathering:
    """The questions of one page; what was put is asked of the numbers when the first answer is wanted."""

    def __init__(self, by: Actor) -> None:
        self._by = by
        self._waiting: list[Put] = []

    def put(self, key: str, **words: Any) -> "Put":
        """Put a question in the words of ``ask``; raises WrongQuestion where they make no sense."""
        put = Put(parse(key, **full(words, self._by)), self)
        self._waiting.append(put)
        return put

    def answer(self) -> None:
        """Answer all that waits; one that cannot be answered keeps no other from its answer."""
        waiting, self._waiting = self._waiting, []
        try:
            found: list[Answer | WrongQuestion] = [*ask_all([one.question for one in waiting], by=self._by)]
        except WrongQuestion:
            found = [self._alone(one.question) for one in waiting]
        for one, answer in zip(waiting, found, strict=True):
            one.found = answer

    def _alone(self, question: Question) -> Answer | WrongQuestion:
        try:
            return ask_all([question], by=self._by)[0]
        except WrongQuestion as wrong:
            return wrong


class Put:
    """A question that was put."""

    def __init__(self, question: Question, gathering: Gathering) -> None:
        self.question, self._gathering = question, gathering
        self.found: Answer | WrongQuestion | None = None

    @property
    def answer(self) -> Answer:
        """Its answer; raises WrongQuestion where a filter names nothing."""
        if self.found is None:
            self._gathering.answer()
        if isinstance(self.found, Answer):
            return self.found
        raise self.found or RuntimeError("nothing was answered")
