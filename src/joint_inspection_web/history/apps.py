from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "joint_inspection_web.history"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "History"
