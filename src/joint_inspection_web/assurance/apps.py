from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "joint_inspection_web.assurance"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Quality assurance"

    def ready(self) -> None:
        from joint_inspection_web.assurance.choosing import is_blind, stays_blind
        from joint_inspection_web.assurance.queries import what_stands_in_the_way
        from joint_inspection_web.assurance.waiting import waits
        from joint_inspection_web.inspections import gates, waiting
        from joint_inspection_web.inspections.models import PUBLISHED
        from joint_inspection_web.inspections.rules import keep_blind

        gates.before(PUBLISHED, what_stands_in_the_way)
        gates.before_seating(stays_blind)
        keep_blind(is_blind)
        waiting.know_what_waits(waits)
