"""The addresses of activities, files and Today."""

from django.urls import path

from penstock.activities.views import activity, files
from penstock.activities.views.complete import complete, next_, next_step
from penstock.activities.views.compose import compose, write
from penstock.activities.views.mentions import people
from penstock.activities.views.panel import panel
from penstock.activities.views.plan import log, plan
from penstock.activities.views.today import today

app_name = "activities"

urlpatterns = [
    path("today/", today, name="today"),
    path("activities/plan/", plan, name="plan"),
    path("activities/log/", log, name="log"),
    path("activities/next/", next_step, name="next_step"),
    path("activities/compose/", compose, name="compose"),
    path("activities/write/", write, name="write"),
    path("activities/people/", people, name="people"),
    path("activities/panel/<slug:what>/", panel, name="panel"),
    path("activities/<int:pk>/", activity.activity, name="activity"),
    path("activities/<int:pk>/done/", complete, name="complete"),
    path("activities/<int:pk>/next/", next_, name="next"),
    path("activities/<int:pk>/reopen/", activity.reopen, name="reopen"),
    path("activities/<int:pk>/reschedule/", activity.reschedule, name="reschedule"),
    path("activities/<int:pk>/remove/", activity.remove, name="remove"),
    path("activities/<int:pk>/restore/", activity.restore, name="restore"),
    path("files/attach/", files.attach, name="attach"),
    path("files/<int:pk>/", files.file, name="file"),
    path("files/<int:pk>/approval/", files.to_approval, name="file_to_approval"),
    path("files/<int:pk>/remove/", files.remove, name="remove_file"),
    path("files/<int:pk>/restore/", files.restore, name="restore_file"),
]
