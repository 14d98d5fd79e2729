from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "joint_inspection_web.samples"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Samples"
