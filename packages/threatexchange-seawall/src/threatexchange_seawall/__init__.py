"""Lists of a Seawall node for threatexchange: `tx config extensions add threatexchange_seawall`."""

from threatexchange.extensions.manifest import ThreatExchangeExtensionManifest

from threatexchange_seawall.exchange import SeawallSignalExchangeAPI

__all__ = ["TX_MANIFEST", "SeawallSignalExchangeAPI"]

TX_MANIFEST = ThreatExchangeExtensionManifest(apis=(SeawallSignalExchangeAPI,))
