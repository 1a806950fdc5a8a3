from django.apps import AppConfig

from seawall.core import lookups


class CoreConfig(AppConfig):
    name = "seawall.core"
    label = "core"

    def ready(self) -> None:
        lookups.register()
