from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "joint_inspection_web.programmes"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Programmes"
