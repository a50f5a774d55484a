"""The addresses of products: one page and one tiny endpoint per verb."""

from django.urls import path

from penstock.products.views.add import add, add_list
from penstock.products.views.change import change
from penstock.products.views.list import products
from penstock.products.views.product import product
from penstock.products.views.retire import retire, return_

app_name = "products"

urlpatterns = [
    path("", products, name="list"),
    path("new/", add, name="add"),
    path("price-lists/new/", add_list, name="add_list"),
    path("<int:pk>/", product, name="product"),
    path("<int:pk>/change/<str:name>/", change, name="change"),
    path("<int:pk>/retire/", retire, name="retire"),
    path("<int:pk>/return/", return_, name="return"),
]
