"""Every address of the service."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.desk.health import health

urlpatterns = [
    path("", include("joint_inspection_web.desk.urls")),
    path("account/", include("joint_inspection_web.accounts.urls")),
    path("frameworks/", include("joint_inspection_web.frameworks.urls")),
    path("areas/", include("joint_inspection_web.areas.urls")),
    path("programme/", include("joint_inspection_web.programmes.urls")),
    path("inspections/<slug:ref>/lists/", include("joint_inspection_web.casedata.urls")),
    path("inspections/<slug:ref>/children/", include("joint_inspection_web.journeys.urls")),
    path("inspections/<slug:ref>/sample/", include("joint_inspection_web.samples.urls")),
    path("child-data/", include("joint_inspection_web.casedata.keeping_urls")),
    path("inspections/", include("joint_inspection_web.inspections.urls")),
    path("api/", include("joint_inspection_web.api.urls")),
    path("health", allow(everyone)(require_safe(health)), name="health"),
]
