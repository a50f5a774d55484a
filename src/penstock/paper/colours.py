"""The colours of the light theme as paper has them: those of `ui/css/tokens.css`, in sRGB."""

INK = 0x141C1F
QUIET = 0x5A6468
HAIRLINE = 0xE0E4E6
GROUND = 0xF4F6F7
CARD = 0xFFFFFF
STATES = {"won": 0x186F3B, "lost": 0xBE2A27, "stuck": 0x935C0F}
SERIES = (0x057688, 0x419977, 0x5F6BB1, 0xC47C3B)
GHOST = 0xDAE1E3
SHADES = (0xF4F6F7, 0xE1EEF1, 0xC3DDE2, 0xA0C8D0, 0x82BAC3, 0x28808E, 0x006575)
"""Of heat maps: nothing, and six steps."""


def on_shade(level: int) -> int:
    """The ink that can be read on a shade."""
    return CARD if level > 4 else INK
