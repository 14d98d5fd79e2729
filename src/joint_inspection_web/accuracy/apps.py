from django.apps import AppConfig


class AccuracyConfig(AppConfig):
    name = "joint_inspection_web.accuracy"
    default_auto_field = "django.db.models.BigAutoField"
