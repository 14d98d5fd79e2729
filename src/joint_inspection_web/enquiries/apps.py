from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "joint_inspection_web.enquiries"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Enquiries"

    def ready(self) -> None:
        """Ask what becomes of every line of enquiry before the fieldwork ends."""
        from joint_inspection_web.enquiries.actions import check_lines
        from joint_inspection_web.enquiries.waiting import waits
        from joint_inspection_web.inspections import gates, models, waiting

        gates.before(models.FIELDWORK_DONE, check_lines)
        waiting.know_what_waits(waits)
