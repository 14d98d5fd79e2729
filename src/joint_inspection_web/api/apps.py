from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "joint_inspection_web.api"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "API"
