from seawall.people.actions.add_agency import add_agency
from seawall.people.actions.add_staff import add_staff
from seawall.people.actions.assign_to_provider import Part, assign_to_provider
from seawall.people.actions.change_access_key import change_access_key
from seawall.people.actions.choose_language import choose_language
from seawall.people.actions.clear_key_flag import clear_key_flag
from seawall.people.actions.deactivate_staff import deactivate_staff
from seawall.people.actions.end_all_sessions import end_all_sessions
from seawall.people.actions.end_assignment import end_assignment
from seawall.people.actions.end_session import end_other_sessions, end_session
from seawall.people.actions.flag_access_key import flag_access_key
from seawall.people.actions.grant_duty import grant_duty
from seawall.people.actions.link_to_set_password import link_to_set_password
from seawall.people.actions.note_exposure import note_exposure
from seawall.people.actions.note_factor import note_codes_renewed, note_factor_added, note_factor_removed
from seawall.people.actions.note_key_uses import KeyUse, note_key_uses
from seawall.people.actions.note_sign_in import (
    note_confirmed,
    note_failed_sign_in,
    note_session_over,
    note_sign_in,
    note_sign_out,
)
from seawall.people.actions.open_access_key import open_access_key
from seawall.people.actions.reactivate_staff import reactivate_staff
from seawall.people.actions.renew_access_key import renew_access_key
from seawall.people.actions.reset_factors import reset_factors
from seawall.people.actions.revoke_access_key import revoke_access_key
from seawall.people.actions.revoke_duty import revoke_duty
from seawall.people.actions.set_breaks import set_breaks
from seawall.people.actions.set_password import set_password
from seawall.people.actions.unlock_sign_in import unlock_sign_in

__all__ = [
    "KeyUse",
    "Part",
    "add_agency",
    "add_staff",
    "assign_to_provider",
    "change_access_key",
    "choose_language",
    "clear_key_flag",
    "deactivate_staff",
    "end_all_sessions",
    "end_assignment",
    "end_other_sessions",
    "end_session",
    "flag_access_key",
    "grant_duty",
    "link_to_set_password",
    "note_codes_renewed",
    "note_confirmed",
    "note_exposure",
    "note_factor_added",
    "note_factor_removed",
    "note_failed_sign_in",
    "note_key_uses",
    "note_session_over",
    "note_sign_in",
    "note_sign_out",
    "open_access_key",
    "reactivate_staff",
    "renew_access_key",
    "reset_factors",
    "revoke_access_key",
    "revoke_duty",
    "set_breaks",
    "set_password",
    "unlock_sign_in",
]
