"""Addresses of attention."""

from django.urls import path

from penstock.attention.views import blocks, usual

app_name = "attention"
urlpatterns = [
    path("settings/usual/", usual.usual, name="usual"),
    path("settings/usual/learn/", usual.learn, name="learn"),
    path("deals/<int:pk>/block/", blocks.block, name="block"),
    path("deals/<int:pk>/unblock/", blocks.unblock, name="unblock"),
    path("numbers/causes/", blocks.causes, name="causes"),
]
