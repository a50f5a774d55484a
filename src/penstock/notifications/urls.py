"""Addresses of the notifications."""

from django.urls import path

from penstock.notifications.views import notifications, preferences

app_name = "notifications"
urlpatterns = [
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/bell/", notifications.bell, name="bell"),
    path("notifications/read/", notifications.read_all, name="read_all"),
    path("notifications/<int:pk>/", notifications.follow, name="follow"),
    path("notifications/<int:pk>/read/", notifications.read, name="read"),
    path("settings/notifications/", preferences.preferences, name="preferences"),
    path("settings/notifications/usual/", preferences.usual, name="usual"),
]
