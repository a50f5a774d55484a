"""The addresses of dashboards, of what is done to them, and of their files."""

from django.urls import path, re_path

from penstock.dashboards.views import editing, files, page, widgets

app_name = "dashboards"
FILE = r"(?P<place>all|\d{1,3})\.(?P<extension>csv|xlsx|pdf)"

urlpatterns = [
    path("", page.dashboards, name="dashboards"),
    path("new/", editing.make, name="make"),
    path("ready/<slug:key>/", page.ready, name="ready"),
    path("ready/<slug:key>/take/", editing.take, name="take"),
    re_path(rf"^ready/(?P<key>[a-z]+)/{FILE}$", files.ready_file, name="ready_file"),
    path("<int:pk>/", page.dashboard, name="dashboard"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/order/", editing.order, name="order"),
    path("<int:pk>/rename/", editing.rename, name="rename"),
    path("<int:pk>/copy/", editing.copy, name="copy"),
    path("<int:pk>/share/", editing.share, name="share"),
    path("<int:pk>/mail/", editing.schedule, name="schedule"),
    path("<int:pk>/mail/leave/", editing.leave, name="leave"),
    path("<int:pk>/remove/", editing.remove, name="remove"),
    path("<int:pk>/restore/", editing.restore, name="restore"),
    path("<int:pk>/add/", widgets.add, name="add"),
    re_path(rf"^(?P<pk>\d{{1,18}})/{FILE}$", files.file, name="file"),
    path("widgets/<int:pk>/", widgets.change, name="change"),
    path("widgets/<int:pk>/width/", widgets.width, name="width"),
    path("widgets/<int:pk>/remove/", widgets.remove, name="remove_widget"),
    path("widgets/<int:pk>/restore/", widgets.restore, name="restore_widget"),
]
