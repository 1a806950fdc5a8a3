from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "seawall.demo"
    label = "seawall_demo"
