from django.apps import AppConfig


class MistakesConfig(AppConfig):
    name = "seawall.mistakes"
    label = "mistakes"
