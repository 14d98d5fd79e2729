from django.apps import AppConfig


class TriangulationConfig(AppConfig):
    name = "joint_inspection_web.triangulation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Triangulation"

    def ready(self) -> None:
        from joint_inspection_web.inspections import gates
        from joint_inspection_web.inspections.models import FIELDWORK_DONE
        from joint_inspection_web.triangulation.gate import what_stands_in_the_way

        gates.before(FIELDWORK_DONE, what_stands_in_the_way)
