from django.apps import AppConfig
from django.utils.module_loading import import_string

from seawall.config.checks import register_checks
from seawall.core.events import wire


class ConfigConfig(AppConfig):
    name = "seawall.config"
    label = "seawall_config"

    def ready(self) -> None:
        register_checks()
        # By name, because wiring imports every domain's jobs, which may only happen once all records are known.
        wire(import_string("seawall.config.wiring.REACTIONS"))
        import_string("seawall.approvals.queries.name_deeds")(import_string("seawall.config.wiring.DEEDS"))
