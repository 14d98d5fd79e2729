from django.apps import AppConfig


class JudgementsConfig(AppConfig):
    name = "joint_inspection_web.judgements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.inspections import gates, waiting
        from joint_inspection_web.inspections.models import FIELDWORK
        from joint_inspection_web.judgements.blind import held_back
        from joint_inspection_web.judgements.policy import freeze
        from joint_inspection_web.judgements.waiting import waits
        from joint_inspection_web.triangulation import export

        gates.after(FIELDWORK, freeze)
        waiting.know_what_waits(waits)
        export.hold_back(held_back)
