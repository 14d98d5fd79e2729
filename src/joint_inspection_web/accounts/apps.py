from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "joint_inspection_web.accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Accounts"
