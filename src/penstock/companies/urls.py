"""The addresses of companies: one page and one tiny endpoint per verb."""

from django.urls import path

from penstock.companies.views.add import add
from penstock.companies.views.change import change
from penstock.companies.views.company import company
from penstock.companies.views.debt import debt
from penstock.companies.views.list import companies
from penstock.companies.views.remove import remove, restore
from penstock.companies.views.suggest import suggest
from penstock.companies.views.undo import undo

app_name = "companies"

urlpatterns = [
    path("", companies, name="list"),
    path("new/", add, name="add"),
    path("suggest/", suggest, name="suggest"),
    path("<int:pk>/", company, name="company"),
    path("<int:pk>/change/<str:name>/", change, name="change"),
    path("<int:pk>/undo/<int:position>/", undo, name="undo"),
    path("<int:pk>/debt/", debt, name="debt"),
    path("<int:pk>/remove/", remove, name="remove"),
    path("<int:pk>/restore/", restore, name="restore"),
]
