"""The addresses of board and list."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from penstock.boards.views.board import board, card, column
from penstock.boards.views.bulk import bulk, undo_bulk
from penstock.boards.views.columns import columns
from penstock.boards.views.filters import filters
from penstock.boards.views.list import list_, row
from penstock.boards.views.move import gate, move
from penstock.boards.views.removed import removed
from penstock.boards.views.saved import remove, save


class KindConverter(StringConverter):
    """Either of the two pages."""

    regex = "board|list"


app_name = "boards"

register_converter(KindConverter, "kind")

urlpatterns = [
    path("board/", board, name="board"),
    path("board/cards/<int:pk>/", card, name="card"),
    path("board/cards/<int:pk>/move/", move, name="move"),
    path("board/cards/<int:pk>/gate/", gate, name="gate"),
    path("board/columns/<int:pk>/", column, name="column"),
    path("deals/", list_, name="list"),
    path("deals/removed/", removed, name="removed"),
    path("deals/rows/<int:pk>/", row, name="row"),
    path("deals/bulk/<slug:verb>/", bulk, name="bulk"),
    path("deals/bulk/<int:pk>/undo/", undo_bulk, name="undo_bulk"),
    path("deals/columns/", columns, name="columns"),
    path("views/<kind:kind>/filters/", filters, name="filters"),
    path("views/<kind:kind>/save/", save, name="save"),
    path("views/<int:pk>/remove/", remove, name="remove"),
]
