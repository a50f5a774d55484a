"""Addresses of the sample pages, and the middleware that gives them a person and a language."""

from types import SimpleNamespace

from django.urls import path
from django.utils import translation

from tests.ui.gallery import views
from tests.ui.gallery.samples import PEOPLE, WORKSPACE


def sample_middleware(get_response):
    """Gives each request an actor, and the language of ``?lang=`` or of the cookie."""

    def middleware(request):
        language = request.GET.get("lang") or request.COOKIES.get("lang", "en")
        request.sample_language = language
        request.actor = SimpleNamespace(person=PEOPLE[language][0], workspace=SimpleNamespace(name=WORKSPACE[language]))
        with translation.override(language):
            response = get_response(request)
        response["Content-Security-Policy"] = "default-src 'self'"
        return response

    return middleware


urlpatterns = [
    path("", views.page("today"), name="today"),
    path("board/", views.page("board"), name="board"),
    path("board-empty/", views.page("board_empty"), name="board-empty"),
    path("list/", views.page("list"), name="list"),
    path("contacts/", views.page("empty"), name="contacts"),
    path("deals/new/", views.page("dialog"), name="deal-new"),
    path("deals/<int:pk>/", views.page("deal"), name="deal"),
    path("deals/<int:pk>/move/", views.move, name="move"),
    path("deals/<int:pk>/undo/", views.undo, name="undo"),
    path("deals/<int:pk>/edit/", views.edit, name="edit"),
    path("companies/", views.page("company"), name="company"),
    path("numbers/", views.page("numbers"), name="numbers"),
    path("import/", views.page("import"), name="import"),
    path("settings/", views.page("settings"), name="settings"),
    path("sign-in/", views.page("sign_in"), name="sign-in"),
    path("sign-out/", views.page("sign_in"), name="sign-out"),
    path("palette/", views.palette, name="palette"),
    path("parts/", views.page("parts"), name="parts"),
    path("missing/", views.missing, name="missing"),
]
