from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "joint_inspection_web.safety"
    default_auto_field = "django.db.models.BigAutoField"
