"""The neutral codes of series and victims."""

from seawall.core.neutral_codes import LENGTH as LENGTH
from seawall.core.neutral_codes import LETTERS as LETTERS
from seawall.core.neutral_codes import as_written as as_written
from seawall.core.neutral_codes import new_code as new_code

SERIES, VICTIM, CLUE = "S", "V", "C"
