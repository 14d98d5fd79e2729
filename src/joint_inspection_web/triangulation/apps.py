from django.apps import AppConfig


class TriangulationConfig(AppConfig):
    name = "joint_inspection_web.triangulation"
    default_auto_field = "django.db.models.BigAutoField"
