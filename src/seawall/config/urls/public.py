"""The public program: report, receipt, help. Nothing of the staff is mounted here, and a start-up check says so."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "seawall.core.edge.bad_request"
handler403 = "seawall.core.edge.refused"
handler404 = "seawall.core.edge.not_found"
handler500 = "seawall.core.edge.server_error"

urlpatterns = [
    path("", include("seawall.config.health")),
    *i18n_patterns(path("", include("seawall.public.urls"))),
]
