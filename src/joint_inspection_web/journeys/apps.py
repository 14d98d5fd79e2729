from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "joint_inspection_web.journeys"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Journeys"
