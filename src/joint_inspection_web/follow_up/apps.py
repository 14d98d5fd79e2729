from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "joint_inspection_web.follow_up"
    default_auto_field = "django.db.models.BigAutoField"
