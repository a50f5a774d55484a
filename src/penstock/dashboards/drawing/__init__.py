"""How each kind of widget is drawn; the pictures are plain SVG, in percent across and pixels down."""

from penstock.dashboards.drawing.drawn import Drawn, draw, draw_all

__all__ = ["Drawn", "draw", "draw_all"]
