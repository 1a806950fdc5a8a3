"""The addresses of people. allauth's steps keep their own names, because it looks for them; everything else is `people:`."""

from django.urls import include, path

from seawall.people.views import confirm, door, factors, me, password, people, providers

own = [
    path("account/", me.account, name="account"),
    path("account/language", me.language, name="language"),
    path("account/breaks", me.breaks, name="breaks"),
    path("account/sessions", me.sessions, name="sessions"),
    path("account/sessions/others/end", me.end_others, name="end_other_sessions"),
    path("account/sessions/<int:session_id>/end", me.end_one, name="end_session"),
    path("account/factors/app/picture.svg", factors.totp_qr, name="totp_qr"),
    path("account/first-password/<uidb64>/<token>", password.first_password, name="first_password"),
    path("people/", people.people, name="people"),
    path("people/add", people.add, name="add"),
    path("people/duties", me.duties, name="duties"),
    path("people/<str:staff_id>", people.person, name="person"),
    path("people/<str:staff_id>/grant", people.grant, name="grant"),
    path("people/<str:staff_id>/revoke", people.revoke, name="revoke"),
    path("people/<str:staff_id>/deactivate", people.deactivate, name="deactivate"),
    path("people/<str:staff_id>/reactivate", people.reactivate, name="reactivate"),
    path("people/<str:staff_id>/reset-factors", people.reset_factors, name="reset_factors"),
    path("people/<str:staff_id>/link", people.link, name="link"),
    path("people/<str:staff_id>/unlock", people.unlock, name="unlock"),
    path("people/<str:staff_id>/end-sessions", people.end_sessions, name="end_sessions"),
    path("providers/", providers.assignments, name="assignments"),
    path("providers/assign", providers.assign, name="assign"),
    path("providers/<str:assignment_id>/end", providers.end, name="end_assignment"),
]

urlpatterns = [
    path("account/login/", door.sign_in, name="account_login"),
    path("account/login/second-factor/", door.second_factor, name="mfa_authenticate"),
    path("account/logout/", door.sign_out, name="account_logout"),
    path("account/password/", password.change_password, name="account_change_password"),
    path("account/confirm/", confirm.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", confirm.confirm_code, name="mfa_reauthenticate"),
    path("account/confirm/key/", confirm.confirm_key, name="mfa_reauthenticate_webauthn"),
    path("account/factors/", factors.factors, name="mfa_index"),
    path("account/factors/app/add/", factors.add_app, name="mfa_activate_totp"),
    path("account/factors/app/remove/", factors.remove_app, name="mfa_deactivate_totp"),
    path("account/factors/keys/add/", factors.add_key, name="mfa_add_webauthn"),
    path("account/factors/keys/<int:pk>/remove/", factors.remove_key, name="mfa_remove_webauthn"),
    path("account/factors/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/factors/recovery-codes/renew/", factors.renew_codes, name="mfa_generate_recovery_codes"),
    path("", include((own, "people"))),
]
