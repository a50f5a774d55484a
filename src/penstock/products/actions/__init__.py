"""The verbs of products and price lists, a file each; every door calls these."""

from penstock.products.actions.add_price_list import add_price_list
from penstock.products.actions.add_product import add_product
from penstock.products.actions.change_product import change_product
from penstock.products.actions.ingest_products import NewProduct, ingest_products
from penstock.products.actions.retire_product import retire_product, return_product
from penstock.products.actions.set_price import set_price

__all__ = [
    "NewProduct",
    "add_price_list",
    "add_product",
    "change_product",
    "ingest_products",
    "retire_product",
    "return_product",
    "set_price",
]
