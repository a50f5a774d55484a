"""The addresses of keeping clean."""

from django.urls import path

from penstock.hygiene.views import cleaning, letters, use

app_name = "hygiene"
urlpatterns = [
    path("to-clean/", cleaning.to_clean, name="to_clean"),
    path("to-clean/review/", cleaning.review, name="review"),
    path("to-clean/contacts/", cleaning.check, name="check"),
    path("to-clean/plan/", cleaning.plan, name="plan"),
    path("to-clean/done/", cleaning.complete, name="complete"),
    path("irrelevant/<slug:what>/<int:pk>/", use.irrelevant, name="irrelevant"),
    path("relevant/<slug:what>/<int:pk>/", use.relevant, name="relevant"),
    path("deals/<int:pk>/break-up/", letters.break_up, name="break_up"),
    path("deals/<int:pk>/answered/", letters.answered, name="answered"),
]
