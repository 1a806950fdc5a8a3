"""CyberTipline Reporting API of NCMEC (https://report.cybertip.org/ispws/documentation), the messages alone; transport is elsewhere.

One table (`elements`) says what the format is. `check` holds a document against it, as strictly as the service; `own_schema` is the same as
an XML Schema in our words; `report` and `answers` have what Seawall says and understands; `schema` validates against the schema that the
service itself gives at run time, which is not ours to ship. `differences` tells where we refuse what the service's schema takes.
"""
