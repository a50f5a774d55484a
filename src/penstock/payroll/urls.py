"""The addresses of pay."""

from django.urls import path

from penstock.payroll.views import bringing, pay

app_name = "payroll"

urlpatterns = [
    path("settings/pay/", pay.payroll, name="payroll"),
    path("settings/pay/<int:pk>/", pay.person, name="person"),
    path("settings/pay/<int:pk>/remove/", pay.remove, name="remove"),
    path("settings/pay/import/", bringing.bring, name="import"),
]
