from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "joint_inspection_web.assurance"
    default_auto_field = "django.db.models.BigAutoField"
