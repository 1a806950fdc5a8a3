from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "seawall.desk"
    label = "desk"
