from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "joint_inspection_web.voices"
    default_auto_field = "django.db.models.BigAutoField"
