from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "joint_inspection_web.inspections"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Inspections"
