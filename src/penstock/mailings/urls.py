"""The addresses of reports by e-mail."""

from django.urls import path

from penstock.mailings.views import mailings

app_name = "mailings"

urlpatterns = [
    path("<int:pk>/", mailings.change, name="change"),
    path("<int:pk>/stop/", mailings.stop, name="stop"),
    path("<int:pk>/resume/", mailings.resume, name="resume"),
    path("<int:pk>/leave/", mailings.leave, name="leave"),
    path("<slug:key>/", mailings.add, name="add"),
]
