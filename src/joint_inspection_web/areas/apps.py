from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "joint_inspection_web.areas"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Areas"
