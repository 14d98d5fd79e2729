"""What an administrator writes about people and their roles."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection_web.accounts.bodies import body
from joint_inspection_web.accounts.models import Organisation, Role


class OrganisationField(forms.CharField):
    """A body by its name or code, as the list beside the field offers it."""

    def clean(self, value: Any) -> Organisation:
        if not (found := body(super().clean(value))):
            raise forms.ValidationError("Choose a body from the list, by its name or its code")
        return found


class RoleForm(forms.Form):
    """A role for a body."""

    organisation = OrganisationField(
        label="Works for",
        help_text="An inspectorate or an agency, by name or code",
        error_messages={"required": "Enter the body that the person works for"},
    )
    role = forms.ChoiceField(choices=Role.choices, label="Role", error_messages={"required": "Choose a role"})


class PersonForm(RoleForm):
    """A new account with its first role."""

    name = forms.CharField(max_length=200, label="Name", error_messages={"required": "Enter the person's name"})
    email = forms.EmailField(
        label="Email address",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address, like name@example.org",
        },
    )
    field_order = ["name", "email", "organisation", "role"]


def show_problems(form: forms.Form, error: InvalidInput) -> None:
    """Put each problem of the library beside its field."""
    for problem in error.problems:
        form.add_error(problem.where if problem.where in form.fields else None, problem.says)


def now_by(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when: what every action is told."""
    return {"by": request.user, "at": timezone.now()}


def done(form: forms.Form, act: Callable[[], Any], *, stays: bool = True) -> bool:
    """Do what was sent if it is valid, and say whether it is done; what is wrong is put beside its field.

    What came at the wrong stage is said above the form, so that what was typed ``stays``; where nothing was typed, a
    page apart says it.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except InvalidInput as error:
        show_problems(form, error)
        return False
    except NotPossible as error:
        if not stays:
            raise
        form.add_error(None, str(error))
        return False
    return True
