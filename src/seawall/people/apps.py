from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "seawall.people"
    label = "people"
