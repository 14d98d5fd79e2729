"""Fields that several forms share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

IN_A_BROWSER = "%Y-%m-%dT%H:%M"
"""How a browser's own field for a moment gives it."""


class WhenField(forms.DateTimeField):
    """A moment up to now, which it offers."""

    def __init__(self, **more: Any) -> None:
        messages = {"invalid": "Enter a day and a time, like 5/1/2026 9:30", "required": "Enter when it was"}
        formats = [IN_A_BROWSER, "%d/%m/%Y %H:%M"]
        super().__init__(input_formats=formats, error_messages=messages, initial=timezone.now, **more)

    def prepare_value(self, value: Any) -> Any:
        """As the browser's field wants it; what was typed stays as it is."""
        return f"{timezone.localtime(value):{IN_A_BROWSER}}" if isinstance(value, datetime) else value
