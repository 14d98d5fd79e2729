from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "joint_inspection_web.frameworks"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Frameworks"
