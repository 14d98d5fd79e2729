from django.apps import AppConfig


class CasedataConfig(AppConfig):
    name = "joint_inspection_web.casedata"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Casedata"

    def ready(self) -> None:
        from joint_inspection_web.casedata import checks  # noqa: F401
        from joint_inspection_web.casedata.board import how_far
        from joint_inspection_web.notices.board import know_what_came

        know_what_came(how_far)
