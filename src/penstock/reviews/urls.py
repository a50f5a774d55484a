"""The addresses of reviews."""

from django.urls import path

from penstock.reviews.views import deciding, holding, pages

app_name = "reviews"
urlpatterns = [
    path("", pages.reviews, name="reviews"),
    path("begin/", holding.begin, name="begin"),
    path("<int:pk>/", pages.review, name="review"),
    path("<int:pk>/there/", holding.there, name="there"),
    path("<int:pk>/end/", holding.end, name="end"),
    path("<int:pk>/deals/<int:deal_pk>/", deciding.decide, name="decide"),
]
