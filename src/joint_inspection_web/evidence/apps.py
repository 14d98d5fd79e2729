from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "joint_inspection_web.evidence"
    default_auto_field = "django.db.models.BigAutoField"
