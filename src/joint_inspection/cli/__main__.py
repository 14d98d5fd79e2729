"""Run the command line with ``python -m joint_inspection.cli``."""

import sys

from joint_inspection.cli import main

sys.exit(main())
