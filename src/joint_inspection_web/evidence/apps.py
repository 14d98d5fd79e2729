from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "joint_inspection_web.evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from joint_inspection_web.casedata.destruction import BELONGS
        from joint_inspection_web.enquiries.evidence import know_evidence
        from joint_inspection_web.evidence.documents import PART
        from joint_inspection_web.evidence.enquired import labels
        from joint_inspection_web.evidence.models import Attachment, Document
        from joint_inspection_web.evidence.papers import BESIDE

        BELONGS[PART] = lambda ref: Document.objects.filter(ref=ref).exists()
        BELONGS[BESIDE] = lambda ref: Attachment.objects.filter(ref=ref).exists()
        know_evidence(labels)
