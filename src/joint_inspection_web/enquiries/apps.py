from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "joint_inspection_web.enquiries"
    default_auto_field = "django.db.models.BigAutoField"
