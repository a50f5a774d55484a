"""Stages: those that the files speak of, in the order in which most deals meet them, and what kind each is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from penstock.imports.recognise.outcomes import named_outcome, status_outcome, usual_order

RARELY_LEFT = 0.3
"""A stage named like an outcome is one unless more than this share of its deals go on to an open stage."""
MOSTLY = 0.9
MISSING = {
    "en": {"open": "New", "won": "Won", "lost": "Lost"},
    "ru": {"open": "Новая", "won": "Выиграна", "lost": "Проиграна"},
    "zh": {"open": "新建", "won": "赢单", "lost": "输单"},
}
"""Every pipeline has a beginning and both ends, also where the files name none."""
FINAL = 0.95
ENOUGH = 20
"""Fewer deals than this in a stage that none leaves prove nothing: they may still be on their way."""


@dataclass(frozen=True)
class StagePlan:
    """A stage as it will be; ``probability`` in percent where the files agree on it."""

    name: str
    kind: str
    probability: int | None = None


@dataclass
class StageEvidence:
    """What the files say about the stages of one pipeline, counted while they are read."""

    deals: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    outcomes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: Counter[tuple[str, str]] = field(default_factory=Counter)
    follows: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    listed: dict[str, float] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    probabilities: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def see(self, stage: str, outcome: str | None) -> None:
        """A deal stands in a stage, and its status says that it is open, won or lost."""
        self.seen[stage] += 1
        if outcome:
            self.outcomes[stage][outcome] += 1

    def follow(self, path: Sequence[str]) -> None:
        """A deal met these stages, in this order."""
        self.deals += 1
        firsts = list(dict.fromkeys(path))
        for index, stage in enumerate(firsts):
            for later in firsts[index + 1 :]:
                self.before[stage, later] += 1
        for stage, after in pairwise(path):
            self.follows[stage][after] += 1
        self.follows[path[-1]][""] += 1
        self.seen.update(firsts)


def outcome_by(is_closed: bool | None, is_won: bool | None, status: str | None) -> str | None:
    """Open, won or lost as a deal's columns say it; None when they do not."""
    if is_won:
        return "won"
    if is_closed:
        return "lost" if is_won is False else _word(status)
    if is_closed is False and status is None:
        return "open"
    return _word(status)


def _word(status: str | None) -> str | None:
    return status_outcome(status) if status else None


def plan_stages(evidence: StageEvidence, known: Sequence[str] = ()) -> list[StagePlan]:
    """The stages of a pipeline: open ones in order, then won, then lost; both ends always exist."""
    kinds = kinds_of(evidence)
    names = [*evidence.listed, *(name for name in evidence.seen if name not in evidence.listed)]
    ranked = ordered(names, evidence, known)
    by_kind = {kind: [name for name in ranked if kinds[name] == kind] for kind in ("open", "won", "lost")}
    for kind, word in MISSING[script_of(names)].items():
        by_kind[kind] = by_kind[kind] or [_free(word, names)]
    return [
        StagePlan(name, kind, _probability(evidence, name, kind)) for kind, found in by_kind.items() for name in found
    ]


def script_of(names: Iterable[str]) -> str:
    """The language in which stages that are missing are named: that of those which are there."""
    text = "".join(names)
    if any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return "zh"
    return "ru" if any("а" <= sign <= "я" for sign in text.casefold()) else "en"


def _free(name: str, taken: Iterable[str]) -> str:
    return f"{name} (closed)" if name.casefold() in {one.casefold() for one in taken} else name


def kinds_of(evidence: StageEvidence) -> dict[str, str]:
    """Open, won or lost for every stage: what a list of stages says, what its deals came to, then its name."""
    names = {*evidence.listed, *evidence.seen}
    kinds = {name: evidence.told.get(name) or _kind(name, evidence) for name in names}
    if "won" not in kinds.values():
        ends = [name for name, kind in kinds.items() if kind == "ended"] or last_stages(evidence, kinds)
        for name in ends:
            kinds[name] = "won"
    return {name: "lost" if kind == "ended" else kind for name, kind in kinds.items()}


def last_stages(evidence: StageEvidence, kinds: dict[str, str]) -> list[str]:
    """Where losses are known by name and wins are not: the open stage that most deals end in and hardly any leaves."""
    if "lost" not in kinds.values():
        return []
    ends = {
        name: after[""]
        for name, after in evidence.follows.items()
        if kinds.get(name) == "open" and after[""] >= max(ENOUGH, FINAL * sum(after.values()))
    }
    return [max(ends, key=lambda name: ends[name])] if ends else []


def _kind(name: str, evidence: StageEvidence) -> str:
    said = evidence.outcomes.get(name)
    named = named_outcome(name)
    if said:
        outcome, count = said.most_common(1)[0]
        if count >= sum(said.values()) * MOSTLY and (outcome == "open" or named in (outcome, "ended")):
            return outcome
    return named if named and _is_final(name, evidence, named) else "open"


def _is_final(name: str, evidence: StageEvidence, named: str) -> bool:
    """Whether deals hardly ever go on from here to a stage that is no outcome; a mere end must be one in histories."""
    after = evidence.follows.get(name)
    if not after:
        return named != "ended" or not evidence.follows
    going_on = sum(count for later, count in after.items() if later and not named_outcome(later))
    return going_on <= sum(after.values()) * RARELY_LEFT


def ordered(names: Sequence[str], evidence: StageEvidence, known: Sequence[str]) -> list[str]:
    """A list of stages gives the order; else each pair stands as most deals met it, or as such stages usually stand."""
    if evidence.listed and all(name in evidence.listed for name in names):
        return sorted(names, key=lambda name: evidence.listed[name])
    usual = {name: position for position, name in enumerate(usual_order(names, known))}

    def wins(name: str) -> int:
        return sum(_ahead(name, other, evidence, usual) for other in names if other != name)

    return sorted(names, key=lambda name: (-wins(name), usual[name]))


def _ahead(name: str, other: str, evidence: StageEvidence, usual: dict[str, int]) -> int:
    difference = evidence.before[name, other] - evidence.before[other, name]
    return (difference > 0) - (difference < 0) if difference else (1 if usual[name] < usual[other] else -1)


def _probability(evidence: StageEvidence, name: str, kind: str) -> int | None:
    """The probability on which nearly all deals of an open stage agree; where they differ it says nothing of it."""
    if kind != "open" or not evidence.probabilities[name]:
        return None
    value, count = evidence.probabilities[name].most_common(1)[0]
    return value if count >= sum(evidence.probabilities[name].values()) * MOSTLY else None
