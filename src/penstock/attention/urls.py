"""Addresses of attention."""

from django.urls import path

from penstock.attention.views import accelerating, blocks, contacts, limits, usual

app_name = "attention"
urlpatterns = [
    path("settings/usual/", usual.usual, name="usual"),
    path("settings/usual/learn/", usual.learn, name="learn"),
    path("settings/usual/contacts/", contacts.contacts, name="contacts"),
    path("settings/usual/<int:pk>/limit/", limits.limit, name="limit"),
    path("deals/<int:pk>/block/", blocks.block, name="block"),
    path("deals/<int:pk>/unblock/", blocks.unblock, name="unblock"),
    path("deals/<int:pk>/accelerate/", accelerating.accelerate, name="accelerate"),
    path("numbers/causes/", blocks.causes, name="causes"),
]
