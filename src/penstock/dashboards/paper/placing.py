"""What all cards share: their edges and sizes, and the words of one that has nothing to show."""

from django.utils.translation import gettext as _

from penstock.paper.colours import QUIET
from penstock.paper.picture import Picture

IN, NOTE, LABEL = 11.0, 7.2, 8.2
"""From the edge of a card to what it shows; the sizes of notes and of labels."""


def nothing(picture: Picture, y: float) -> float:
    """What stands where there is nothing to draw; where the next may begin."""
    words = _("Nothing to show for this time and these filters.")
    return picture.paragraph(IN, y, words, picture.wide - 2 * IN, LABEL, colour=QUIET)


def part(percent: str | float, whole: float) -> float:
    """How long a part is that the screen writes in percent."""
    return float(percent) / 100 * whole
