"""The staff program: everything behind sign-in and second factor, save sign-in itself and the health pages."""

from django.urls import include, path

handler400 = "seawall.core.edge.bad_request"
handler403 = "seawall.core.edge.refused"
handler404 = "seawall.core.edge.not_found"
handler500 = "seawall.core.edge.server_error"

urlpatterns = [
    path("", include("seawall.config.health")),
    path("", include("seawall.people.urls")),
    path("approvals/", include("seawall.approvals.urls")),
    path("material/", include("seawall.material.urls")),
    path("reports/", include("seawall.reports.urls")),
    path("takedown/", include("seawall.takedown.urls")),
    path("operations/", include("seawall.operations.urls")),
    path("identification/", include("seawall.identification.urls")),
    path("federation/", include("seawall.federation.urls")),
    path("mistakes/", include("seawall.mistakes.urls")),
    path("", include("seawall.desk.urls")),
]
