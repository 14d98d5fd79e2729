from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "joint_inspection_web.teams"
    default_auto_field = "django.db.models.BigAutoField"
