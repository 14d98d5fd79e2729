"""What the service says about itself while it runs: one line of JSON an event, without anything about a person.

A line has the request's id, the route's pattern (never the address itself, which may hold a reference), the status and
the time taken. No email address, no query string, no network address, no form field.
"""

import logging.config
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("joint_inspection_web.requests")


def _before() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def traceback_without_values(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Say where an error happened and of what type; its message may quote what somebody wrote."""
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[0] is not None:
        event["error"] = info[0].__name__
        event["where"] = _frames(info[2])
    return event


def _frames(trace: Any) -> list[str]:
    import traceback

    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)][-12:]


def without_addresses(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Say only where Django's own messages come from: their words hold the address asked for."""
    if (record := event.get("_record")) is not None and record.name.startswith("django."):
        event["event"] = record.name
    return event


def logging_settings(*, level: str) -> dict[str, Any]:
    """Logging for Django: everything to standard error, as JSON."""
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*_before(), traceback_without_values, without_addresses],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},  # bugs; RequestLog says the rest, without the address
            "django.server": {"level": "CRITICAL"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.db.backends": {"level": "INFO"},
            "gunicorn.http.wsgi": {"level": "ERROR"},  # it complains of Django's answers to HEAD
        },
    }


def configure(settings: Mapping[str, Any]) -> None:
    """Set up logging, for Django's ``LOGGING_CONFIG``."""
    logging.config.dictConfig(dict(settings))
    structlog.configure(
        processors=[*_before(), traceback_without_values, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


class RequestLog:
    """Give each request an id, and log one line when it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id, started = uuid.uuid4().hex, time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            log.log(
                logging.ERROR if response.status_code >= 500 else logging.INFO,
                "request",
                method=request.method,
                route=getattr(request.resolver_match, "route", None),
                status=response.status_code,
                milliseconds=round((time.monotonic() - started) * 1000),
            )
        return response
