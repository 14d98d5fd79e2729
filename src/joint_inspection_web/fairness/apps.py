from django.apps import AppConfig


class FairnessConfig(AppConfig):
    name = "joint_inspection_web.fairness"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.fairness.actions.findings import unsound
        from joint_inspection_web.fairness.waiting import waits
        from joint_inspection_web.inspections import gates, waiting
        from joint_inspection_web.inspections.models import FIELDWORK_DONE

        gates.before(FIELDWORK_DONE, unsound)
        waiting.know_what_waits(waits)
