"""Pages for one's own account, and for the administrator who makes and ends accounts."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts import actions
from joint_inspection_web.accounts.adapters import SecondFactorAdapter
from joint_inspection_web.accounts.bodies import known
from joint_inspection_web.accounts.forms import PersonForm, RoleForm, done, now_by, show_problems
from joint_inspection_web.accounts.models import Membership, Person
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_administrator, is_signed_in


class SetUpSecondFactor(ActivateTOTPView):
    """Set up an authenticator app; whoever has one already goes to their account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        actions.note_second_factor(self.request.user, what="set_up_second_factor", at=timezone.now())
        return response


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones stop working."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        actions.note_second_factor(self.request.user, what="make_recovery_codes", at=timezone.now())
        return response


@allow(is_signed_in)
@require_safe
def second_factor_picture(request: HttpRequest) -> HttpResponse:
    """The square that an authenticator app scans, for the secret being set up in this session."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = SecondFactorAdapter()
    return HttpResponse(
        adapter.build_totp_svg(adapter.build_totp_url(request.user, secret)), content_type="image/svg+xml"
    )


@allow(is_signed_in)
@require_safe
def your_account(request: HttpRequest) -> HttpResponse:
    """What the service holds about the person who is signed in."""
    return render(request, "accounts/your_account.html", {"memberships": request.user.present_memberships})


@allow(is_administrator)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    found = Person.objects.prefetch_related("memberships__organisation")
    return render(request, "accounts/people.html", {"people": found})


@allow(is_administrator)
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account, and show its temporary password once."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        password = actions.temporary_password()
        try:
            person = actions.add_person(**form.cleaned_data, password=password, by=request.user, at=timezone.now())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return render(request, "accounts/password.html", {"person": person, "password": password})
    return _with_bodies(request, "accounts/new_person.html", form=form)


@allow(is_administrator)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """One person's account and roles; a form gives another role."""
    found = get_object_or_404(Person, ref=ref)
    form = RoleForm(request.POST or None)
    if done(form, lambda: actions.give_role(found, **form.cleaned_data, **now_by(request)), stays=False):
        return redirect("person", ref=ref)
    memberships = found.memberships.select_related("organisation")
    return _with_bodies(request, "accounts/person.html", form=form, person=found, memberships=memberships)


@allow(is_administrator)
@require_POST
def end_role(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """End one role of a person."""
    membership = get_object_or_404(Membership.objects.select_related("person"), person__ref=ref, pk=number)
    actions.end_role(membership, by=request.user, at=timezone.now())
    return redirect("person", ref=ref)


@allow(is_administrator)
@require_POST
def close_account(request: HttpRequest, ref: str) -> HttpResponse:
    """Let a person in no more."""
    actions.close_account(get_object_or_404(Person, ref=ref), by=request.user, at=timezone.now())
    return redirect("person", ref=ref)


@allow(is_administrator)
@require_POST
def reset_sign_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Give a new temporary password, shown once, and forget the second factor."""
    found = get_object_or_404(Person, ref=ref)
    password = actions.temporary_password()
    actions.reset_sign_in(found, password=password, by=request.user, at=timezone.now())
    return render(request, "accounts/password.html", {"person": found, "password": password})


def _with_bodies(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, template, {"bodies": known(), **context})
