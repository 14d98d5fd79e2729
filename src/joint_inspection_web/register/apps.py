from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "joint_inspection_web.register"
    default_auto_field = "django.db.models.BigAutoField"
