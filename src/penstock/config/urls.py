"""Every address: each app brings its own under its name."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from penstock.live.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("", RedirectView.as_view(pattern_name="activities:today"), name="start"),
    path("", include("penstock.activities.urls")),
    path("deals/", include("penstock.deals.urls")),
    path("story/", include("penstock.timeline.urls")),
    path("companies/", include("penstock.companies.urls")),
    path("contacts/", include("penstock.contacts.urls")),
    path("products/", include("penstock.products.urls")),
    path("search/", include("penstock.search.urls")),
    path("", include("penstock.boards.urls")),
    path("numbers/", include("penstock.metrics.urls")),
    path("forecast/", include("penstock.forecasts.urls")),
    path("targets/", include("penstock.attainment.urls")),
    path("", include("penstock.alerts.urls")),
    path("reports/by-mail/", include("penstock.mailings.urls")),
    path("reports/", include("penstock.reports.urls")),
    path("reviews/", include("penstock.reviews.urls")),
    path("dashboards/", include("penstock.dashboards.urls")),
    path("", include("penstock.people.urls")),
    path("", include("penstock.payroll.urls")),
    path("", include("penstock.attention.urls")),
    path("", include("penstock.playbooks.urls")),
    path("", include("penstock.processes.urls")),
    path("", include("penstock.notifications.urls")),
    path("", include("penstock.hygiene.urls")),
    path("", include("penstock.losses.urls")),
    path("", include("penstock.fields.urls")),
    path("", include("penstock.letterhead.urls")),
    path("", include("penstock.pipelines.urls")),
    path("", include("penstock.automation.urls")),
    path("exports/", include("penstock.exports.urls")),
    path("imports/", include("penstock.imports.urls")),
    path("live/", include("penstock.live.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
