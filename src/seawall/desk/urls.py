"""The composed pages of the staff program: a table of contents."""

from django.urls import path

from seawall.desk.views.display import display
from seawall.desk.views.figures import figures, figures_file
from seawall.desk.views.home import home
from seawall.desk.views.keyboard import keyboard
from seawall.desk.views.trail import trail

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("figures/", figures, name="figures"),
    path("figures/file.csv", figures_file, name="figures_file"),
    path("trail/", trail, name="trail"),
    path("keyboard/", keyboard, name="keyboard"),
    path("display/", display, name="display"),
]
