"""Django's settings for commands that work without a node: languages and nothing else. No database, no data folder, no secret."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [Path(__file__).parents[1] / "cli" / "locale"]
FORMAT_MODULE_PATH = ["seawall.core.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, dict[str, str]] = {}
LOGGING_CONFIG = None
