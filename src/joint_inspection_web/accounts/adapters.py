"""How the account pages of allauth behave here."""

import base64
import hashlib
import time
from functools import lru_cache
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from joint_inspection_web.accounts.actions import change_password
from joint_inspection_web.accounts.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """No public sign-up, no messages between pages, and no second question right after signing in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Enter the email address and password of your account",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again",
        "enter_current_password": "Enter your present password",
        "incorrect_password": "Enter your present password",
        "incorrect_code": "Enter the 6 digits that your authenticator app shows now, or a recovery code",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows what happened."""

    def clean_password(self, password: str, user: Person | None = None) -> str:
        """Refuse the password that an administrator knows."""
        if user is not None and user.password_is_temporary and user.check_password(password):
            raise ValidationError("Choose a password other than the temporary one")
        return super().clean_password(password, user=user)

    def set_password(self, user: Person, password: str) -> None:
        change_password(user, password=password, at=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again only when the last proof of who it is lies more than a few minutes back."""
        proofs = get_authentication_records(context.request, context.request.user)
        return not proofs or time.time() - proofs[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keep the secrets of second factors encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Enter the 6 digits that your authenticator app shows now, or a recovery code"
    }

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    return _fernets(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _fernets(*secrets: str) -> MultiFernet:
    made = (hashlib.scrypt(s.encode(), salt=b"second factor", n=2**12, r=8, p=1, dklen=32) for s in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
