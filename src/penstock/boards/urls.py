"""The addresses of board and list."""

from django.urls import path

from penstock.boards.views.board import board, card, column
from penstock.boards.views.list import list_, row
from penstock.boards.views.move import move

app_name = "boards"

urlpatterns = [
    path("board/", board, name="board"),
    path("board/cards/<int:pk>/", card, name="card"),
    path("board/cards/<int:pk>/move/", move, name="move"),
    path("board/columns/<int:pk>/", column, name="column"),
    path("deals/", list_, name="list"),
    path("deals/rows/<int:pk>/", row, name="row"),
]
