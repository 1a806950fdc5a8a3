from seawall.mistakes.models.correction import Correction
from seawall.mistakes.models.doubt import Doubt

__all__ = ["Correction", "Doubt"]
