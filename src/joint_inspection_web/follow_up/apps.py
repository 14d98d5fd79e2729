from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "joint_inspection_web.follow_up"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.enquiries import suggested
        from joint_inspection_web.follow_up.gives import lines_for
        from joint_inspection_web.follow_up.held import held_back
        from joint_inspection_web.follow_up.outcome import published_before
        from joint_inspection_web.follow_up.waiting import waits
        from joint_inspection_web.inspections import waiting
        from joint_inspection_web.triangulation import export

        waiting.know_what_waits(waits)
        suggested.know_lines(lines_for)
        suggested.know_outcomes(published_before)
        export.hold_back(held_back)
