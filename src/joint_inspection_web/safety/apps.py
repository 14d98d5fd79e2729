from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "joint_inspection_web.safety"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Safety"

    def ready(self) -> None:
        from joint_inspection_web.inspections import gates, waiting
        from joint_inspection_web.inspections.models import FIELDWORK
        from joint_inspection_web.safety.contacts import check_contacts
        from joint_inspection_web.safety.looks import SOURCE
        from joint_inspection_web.safety.waiting import waits
        from joint_inspection_web.sharing import looks

        gates.before(FIELDWORK, check_contacts)
        looks.add(SOURCE)
        waiting.know_what_waits(waits)
