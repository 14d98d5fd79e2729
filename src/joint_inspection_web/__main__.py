"""Run the service's commands: ``python -m joint_inspection_web start`` and all the others."""

import os
import sys

LOCAL = ("start", "demo_reset", "demo_code")
"""Commands that show the service on one's own machine."""


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in LOCAL:
        os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joint_inspection_web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["joint_inspection_web", *sys.argv[1:]])


if __name__ == "__main__":
    main()
