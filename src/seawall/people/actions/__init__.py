from seawall.people.actions.add_agency import add_agency
from seawall.people.actions.add_staff import add_staff
from seawall.people.actions.choose_language import choose_language
from seawall.people.actions.deactivate_staff import deactivate_staff
from seawall.people.actions.end_all_sessions import end_all_sessions
from seawall.people.actions.end_session import end_other_sessions, end_session
from seawall.people.actions.grant_duty import grant_duty
from seawall.people.actions.link_to_set_password import link_to_set_password
from seawall.people.actions.note_exposure import note_exposure
from seawall.people.actions.note_factor import note_codes_renewed, note_factor_added, note_factor_removed
from seawall.people.actions.note_sign_in import (
    note_confirmed,
    note_failed_sign_in,
    note_session_over,
    note_sign_in,
    note_sign_out,
)
from seawall.people.actions.reactivate_staff import reactivate_staff
from seawall.people.actions.reset_factors import reset_factors
from seawall.people.actions.revoke_duty import revoke_duty
from seawall.people.actions.set_breaks import set_breaks
from seawall.people.actions.set_password import set_password
from seawall.people.actions.unlock_sign_in import unlock_sign_in

__all__ = [
    "add_agency",
    "add_staff",
    "choose_language",
    "deactivate_staff",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "grant_duty",
    "link_to_set_password",
    "note_codes_renewed",
    "note_confirmed",
    "note_exposure",
    "note_factor_added",
    "note_factor_removed",
    "note_failed_sign_in",
    "note_session_over",
    "note_sign_in",
    "note_sign_out",
    "reactivate_staff",
    "reset_factors",
    "revoke_duty",
    "set_breaks",
    "set_password",
    "unlock_sign_in",
]
