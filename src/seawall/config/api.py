"""The JSON interface of the node program. Domains bring routers; errors are worded by core.edge."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from seawall import __version__
from seawall.core.edge import error_page
from seawall.core.errors import SeawallError
from seawall.federation.api import router as lists
from seawall.material.api import router as match
from seawall.reports.api import router as reports
from seawall.takedown.api import router as takedown

api = NinjaAPI(
    title="Seawall node",
    version=__version__,
    urls_namespace="api",
    docs_url=None,
    openapi_url="openapi.json",
)
api.add_router("/notices", takedown)
api.add_router("/match", match)
api.add_router("/lists", lists)
api.add_router("/reports", reports)


@api.exception_handler(SeawallError)
def say(request: HttpRequest, error: SeawallError) -> HttpResponse:
    return error_page(request, error)
