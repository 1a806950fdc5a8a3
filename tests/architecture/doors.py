"""An import contract of our own: which modules of a domain the others may import.

import-linter's own kinds can name what is closed; this one names what is open, so that a new drawer starts closed.
"""

import grimp
from importlinter import Contract, ContractCheck, fields, output

ROOT = "seawall"


class DoorsContract(Contract):
    type_name = "doors"

    domains = fields.ListField(subfield=fields.StringField())
    doors = fields.SetField(subfield=fields.StringField())
    trail_doors = fields.SetField(subfield=fields.StringField(), required=False)
    composer = fields.StringField(required=False)
    composer_doors = fields.SetField(subfield=fields.StringField(), required=False)
    terminal = fields.StringField(required=False)
    terminal_doors = fields.SetField(subfield=fields.StringField(), required=False)
    public = fields.StringField(required=False)
    public_doors = fields.SetField(subfield=fields.StringField(), required=False)
    friends = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        wrong = sorted(
            (importer, imported)
            for imported in graph.modules
            for importer in graph.find_modules_that_directly_import(imported)
            if not self._is_open(importer, imported)
        )
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["wrong"]:
            output.print_error(f"{importer} imports {imported}, which is not a door of its domain")

    def _is_open(self, importer: str, imported: str) -> bool:
        guest, host = _domain(importer), _domain(imported)
        if guest == host or ".tests" in importer or guest in (self.friends or ()) or not _drawer(imported):
            return True
        if host == "audit" and self.trail_doors:
            return _drawer(imported) in (self.composer_doors if guest == self.composer else self.trail_doors)
        if host not in self.domains:
            return True
        return _drawer(imported) in self._doors_for(guest)

    def _doors_for(self, guest: str) -> set[str]:
        if guest == self.composer:
            return self.composer_doors
        if guest == self.terminal:
            return self.terminal_doors
        if guest == self.public:
            return self.public_doors
        return self.doors


def _domain(module: str) -> str:
    return (module.split(".") + [""])[1]


def _drawer(module: str) -> str:
    """The part after the domain; empty for the domain's own `__init__`, which holds nothing but its description."""
    return (module.split(".") + ["", ""])[2]
