"""Tells mypy that a request carries its actor, which the middleware puts there."""

from collections.abc import Callable

from mypy.nodes import MDEF, SymbolTableNode, Var
from mypy.plugin import ClassDefContext, Plugin
from mypy.types import AnyType, TypeOfAny

REQUEST = "django.http.request.HttpRequest"


class RequestPlugin(Plugin):
    """Adds ``actor`` to Django's HttpRequest."""

    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Called for every class that mypy reads."""
        return _add_actor if fullname == REQUEST else None


def _add_actor(context: ClassDefContext) -> None:
    actor = Var("actor", AnyType(TypeOfAny.explicit))
    actor.info, actor.is_initialized_in_class = context.cls.info, False
    context.cls.info.names["actor"] = SymbolTableNode(MDEF, actor)


def plugin(version: str) -> type[Plugin]:
    """Mypy's way in."""
    return RequestPlugin
