from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "joint_inspection_web.design"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Design"
