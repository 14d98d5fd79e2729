from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "joint_inspection_web.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.inspections import gates, waiting
        from joint_inspection_web.inspections.models import PUBLISHED
        from joint_inspection_web.judgements import earlier
        from joint_inspection_web.reports.checking import unready
        from joint_inspection_web.reports.published import said_before
        from joint_inspection_web.reports.waiting import waits

        gates.before(PUBLISHED, unready)
        waiting.know_what_waits(waits)
        earlier.know_what_was_said(said_before)
