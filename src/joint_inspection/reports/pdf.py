"""What does an edition look like on paper? The page itself, printed with its structure kept."""

from __future__ import annotations

from joint_inspection.errors import NotPossible
from joint_inspection.reports.edition import Edition
from joint_inspection.reports.html import as_html

MISSING = "Writing PDF needs the extra 'pdf' (pip install 'joint-inspection[pdf]') and the system library Pango"


def as_pdf(edition: Edition) -> bytes:
    """The page as PDF, tagged for assistive technology; raises NotPossible where this machine lacks what it takes."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise NotPossible(f"{MISSING} ({error}); or choose another format") from None
    made: bytes = HTML(string=as_html(edition)).write_pdf(pdf_variant="pdf/ua-1")
    return made
