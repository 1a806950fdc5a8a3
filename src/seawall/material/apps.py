from django.apps import AppConfig


class MaterialConfig(AppConfig):
    name = "seawall.material"
    label = "material"
