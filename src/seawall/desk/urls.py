"""The composed pages of the staff program: a table of contents."""

from django.urls import path

from seawall.desk.views.display import display
from seawall.desk.views.figures import figures, figures_file
from seawall.desk.views.home import home
from seawall.desk.views.keyboard import keyboard
from seawall.desk.views.outcomes import outcomes
from seawall.desk.views.search import search
from seawall.desk.views.timeline import timeline
from seawall.desk.views.trail import trail

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("bundles/<str:bundle_id>/timeline/", timeline, name="timeline"),
    path("outcomes/", outcomes, name="outcomes"),
    path("figures/", figures, name="figures"),
    path("figures/file.csv", figures_file, name="figures_file"),
    path("trail/", trail, name="trail"),
    path("keyboard/", keyboard, name="keyboard"),
    path("display/", display, name="display"),
]
