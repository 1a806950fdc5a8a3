from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "seawall.public"
    label = "public"
