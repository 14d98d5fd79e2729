"""Every address of the service."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.desk.health import health
from joint_inspection_web.evidence.urls import device, notebook
from joint_inspection_web.fairness.urls import findings_api

urlpatterns = [
    path("", include("joint_inspection_web.desk.urls")),
    path("account/", include("joint_inspection_web.accounts.urls")),
    path("frameworks/", include("joint_inspection_web.frameworks.urls")),
    path("indicators/", include("joint_inspection_web.frameworks.indicator_urls")),
    path("areas/", include("joint_inspection_web.areas.urls")),
    path("programme/", include("joint_inspection_web.programmes.urls")),
    path("inspections/<slug:ref>/lists/", include("joint_inspection_web.casedata.urls")),
    path("inspections/<slug:ref>/children/", include("joint_inspection_web.journeys.urls")),
    path("inspections/<slug:ref>/sample/", include("joint_inspection_web.samples.urls")),
    path("inspections/<slug:ref>/team/", include("joint_inspection_web.teams.urls")),
    path("inspections/<slug:ref>/notices/", include("joint_inspection_web.notices.urls")),
    path("inspections/<slug:ref>/enquiries/", include("joint_inspection_web.enquiries.urls")),
    path("inspections/<slug:ref>/evidence/", include("joint_inspection_web.evidence.urls")),
    path("inspections/<slug:ref>/picture/", include("joint_inspection_web.triangulation.urls")),
    path("inspections/<slug:ref>/findings/", include("joint_inspection_web.fairness.urls")),
    path("inspections/<slug:ref>/voices/", include("joint_inspection_web.voices.urls")),
    path("inspections/<slug:ref>/sharing/", include("joint_inspection_web.sharing.urls")),
    path("inspections/<slug:ref>/safety/", include("joint_inspection_web.safety.urls")),
    path("inspections/<slug:ref>/judgements/", include("joint_inspection_web.judgements.urls")),
    path("inspections/<slug:ref>/report/", include("joint_inspection_web.reports.urls")),
    path("inspections/<slug:ref>/accuracy/", include("joint_inspection_web.accuracy.urls")),
    path("inspections/<slug:ref>/assurance/", include("joint_inspection_web.assurance.urls")),
    path("inspections/<slug:ref>/follow-up/", include("joint_inspection_web.follow_up.urls")),
    path("quality/", include("joint_inspection_web.assurance.quality_urls")),
    path("register/", include("joint_inspection_web.register.urls")),
    path("declarations/", include("joint_inspection_web.teams.person_urls")),
    path("child-data/", include("joint_inspection_web.casedata.keeping_urls")),
    path("looks/", include("joint_inspection_web.sharing.register_urls")),
    path("inspections/", include("joint_inspection_web.inspections.urls")),
    path("", include("joint_inspection_web.voices.public_urls")),
    path("inspections/", notebook),
    path("inspections/", findings_api),
    path("", include(device)),
    path("api/", include("joint_inspection_web.api.urls")),
    path("health", allow(everyone)(require_safe(health)), name="health"),
]
