"""What is known at the end of a day of what deals do."""

from dataclasses import dataclass

from penstock.forecasts.effects import Effects
from penstock.forecasts.expected import Window, day_after
from penstock.forecasts.learning import Learnt
from penstock.forecasts.seasons import Seasons


@dataclass(frozen=True)
class Known:
    """By stage and stay, by kind, and by month."""

    learnt: Learnt
    effects: Effects
    seasons: Seasons

    def season(self, window: Window) -> float:
        """The factor of the days of a period that are still to come on the day of asking."""
        return self.seasons.of(max(window.from_on, day_after(window.as_of)), window.until_on)
