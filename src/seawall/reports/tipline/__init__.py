"""The door that speaks the CyberTipline Reporting API, so that a provider's client reports here when its address is changed.
How a message looks is for wire/cybertip; what a draft may become, for the actions. Not here: reports to NCMEC itself."""
