from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "joint_inspection_web.voices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.evidence.check import also_ask
        from joint_inspection_web.inspections import gates
        from joint_inspection_web.inspections.models import FIELDWORK_DONE
        from joint_inspection_web.triangulation.asked import know_asked
        from joint_inspection_web.voices.reading import voice_of
        from joint_inspection_web.voices.stopping import ask_of_note, what_stands_in_the_way

        also_ask(ask_of_note)
        know_asked(voice_of)
        gates.before(FIELDWORK_DONE, what_stands_in_the_way)
