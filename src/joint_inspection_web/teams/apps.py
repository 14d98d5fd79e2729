from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "joint_inspection_web.teams"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Teams"

    def ready(self) -> None:
        """Ask about the team before somebody is seated and before fieldwork; say who stands back, who knows what."""
        from joint_inspection_web.inspections import expertise, gates, models
        from joint_inspection_web.teams.actions import may_sit
        from joint_inspection_web.teams.cover import expertise_of, what_stands_in_the_way
        from joint_inspection_web.teams.declared import stands_back

        gates.before_seating(may_sit)
        gates.before(models.FIELDWORK, what_stands_in_the_way)
        models.stand_down(stands_back)
        expertise.know_expertise(expertise_of)
