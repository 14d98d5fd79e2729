from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "joint_inspection_web.notices"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Ask whether everybody can be told before the area is, and make the notices when it is."""
        from joint_inspection_web.inspections import gates, models, reviews, waiting
        from joint_inspection_web.notices.board import looked_at_next
        from joint_inspection_web.notices.told import check_notices, make_notices
        from joint_inspection_web.notices.waiting import waits

        gates.before(models.ANNOUNCED, check_notices)
        gates.after(models.ANNOUNCED, make_notices)
        reviews.know_looks(looked_at_next)
        waiting.know_what_waits(waits)
