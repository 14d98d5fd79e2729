from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "joint_inspection_web.reports"
    default_auto_field = "django.db.models.BigAutoField"
