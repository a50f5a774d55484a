"""Addresses of the settings about people, and of the page on which somebody joins."""

from django.urls import path

from penstock.people.views import calendar, joining, people, profile, teams, workspace

app_name = "people"
urlpatterns = [
    path("settings/", workspace.index, name="settings"),
    path("settings/profile/", profile.profile, name="profile"),
    path("settings/workspace/", workspace.workspace, name="workspace"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invite/", people.invite, name="invite"),
    path("settings/people/<int:pk>/", people.person, name="person"),
    path("settings/people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("settings/people/<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("settings/people/<int:pk>/invitation/", people.renew, name="renew"),
    path("settings/teams/", teams.teams, name="teams"),
    path("settings/teams/<int:pk>/", teams.team, name="team"),
    path("settings/teams/<int:pk>/remove/", teams.remove, name="remove_team"),
    path("settings/roles/", teams.roles, name="roles"),
    path("settings/roles/<int:pk>/override/", teams.override, name="override"),
    path("settings/roles/<int:pk>/costs/", teams.see_costs, name="see_costs"),
    path("settings/roles/<int:pk>/pay/", teams.see_pay, name="see_pay"),
    path("settings/currencies/", workspace.currencies, name="currencies"),
    path("settings/calendar/", calendar.calendar, name="calendar"),
    path("settings/calendar/days/", calendar.add_day, name="add_day"),
    path("settings/calendar/days/<int:pk>/remove/", calendar.remove_day, name="remove_day"),
    path("settings/switch/", workspace.switch, name="switch"),
    path("invitation/<str:secret>/", joining.join, name="join"),
]
