from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "joint_inspection_web.sharing"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sharing"
