from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "joint_inspection_web.demo"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Demonstration"
