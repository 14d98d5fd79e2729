"""Run the service's commands: ``python -m joint_inspection_web start`` and all the others."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joint_inspection_web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["joint_inspection_web", *sys.argv[1:]])


if __name__ == "__main__":
    main()
