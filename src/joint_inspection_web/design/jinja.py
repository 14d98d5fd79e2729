"""What does every template have at hand?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from joint_inspection_web.design import words


def environment(**options: Any) -> Environment:
    """Build the Jinja environment: our templates first, then the components of the GOV.UK Design System."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components])
    made = Environment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.do"], **options)  # noqa: S701
    made.globals.update(static=static, url=url, words=words, demonstration=settings.DEMO)
    made.filters.update(
        day=words.day,
        moment=words.moment,
        given=words.given,
        title_of=words.title_of,
        listed=words.listed,
        plural=words.plural,
    )
    return made


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None, query=query)
