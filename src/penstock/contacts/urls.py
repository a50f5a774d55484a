"""The addresses of contacts: one page and one tiny endpoint per verb."""

from django.urls import path

from penstock.contacts.views.add import add
from penstock.contacts.views.change import change
from penstock.contacts.views.contact import contact
from penstock.contacts.views.list import contacts
from penstock.contacts.views.remove import remove, restore
from penstock.contacts.views.undo import undo

app_name = "contacts"

urlpatterns = [
    path("", contacts, name="list"),
    path("new/", add, name="add"),
    path("<int:pk>/", contact, name="contact"),
    path("<int:pk>/change/<str:name>/", change, name="change"),
    path("<int:pk>/undo/<int:position>/", undo, name="undo"),
    path("<int:pk>/remove/", remove, name="remove"),
    path("<int:pk>/restore/", restore, name="restore"),
]
