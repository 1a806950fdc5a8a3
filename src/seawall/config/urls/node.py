"""The node program: what providers and other machines speak to. Each door asks for its own key or signed link."""

from django.urls import include, path

from seawall.config.api import api

handler400 = "seawall.core.edge.bad_request"
handler403 = "seawall.core.edge.refused"
handler404 = "seawall.core.edge.not_found"
handler500 = "seawall.core.edge.server_error"

urlpatterns = [
    path("", include("seawall.config.health")),
    path("", include("seawall.config.front")),
    path("ispws/", include("seawall.reports.portal_urls")),
    path("cards/", include("seawall.identification.portal_urls")),
    path("tickets/", include("seawall.operations.portal_urls")),
    path("notices/", include("seawall.takedown.portal_urls")),
    path("api/v1/", api.urls),
    path("hashsharing/v2/", include("seawall.federation.hash_sharing.urls")),
]
