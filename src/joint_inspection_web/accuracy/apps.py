from django.apps import AppConfig


class AccuracyConfig(AppConfig):
    name = "joint_inspection_web.accuracy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.accuracy.rounds import facts_not_settled, was_sent
        from joint_inspection_web.accuracy.waiting import waits
        from joint_inspection_web.inspections import gates, waiting, work
        from joint_inspection_web.inspections.models import PUBLISHED

        gates.before(PUBLISHED, facts_not_settled)
        waiting.know_what_waits(waits)
        work.list_for_agencies("accuracy:front", once=was_sent)
        work.list_for_agencies("accuracy:complaints", once=lambda inspection: inspection.publications.exists())
