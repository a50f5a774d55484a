"""The addresses of imports: the list, a page each, one tiny endpoint per verb."""

from django.urls import path

from penstock.imports.views.change import change
from penstock.imports.views.import_page import import_page, progress
from penstock.imports.views.list import imports
from penstock.imports.views.refused import refused
from penstock.imports.views.verbs import keep, start, stop, undo

app_name = "imports"

urlpatterns = [
    path("", imports, name="list"),
    path("<int:pk>/", import_page, name="import"),
    path("<int:pk>/progress/", progress, name="progress"),
    path("<int:pk>/change/", change, name="change"),
    path("<int:pk>/start/", start, name="start"),
    path("<int:pk>/keep/", keep, name="keep"),
    path("<int:pk>/stop/", stop, name="stop"),
    path("<int:pk>/undo/", undo, name="undo"),
    path("<int:pk>/refused/<int:number>/", refused, name="refused"),
]
