from django.apps import AppConfig


class FairnessConfig(AppConfig):
    name = "joint_inspection_web.fairness"
    default_auto_field = "django.db.models.BigAutoField"
