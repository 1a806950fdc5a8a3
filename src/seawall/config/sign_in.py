"""How staff sign in: allauth with a mandatory second factor, axes for lock-out, argon2 for passwords."""

from datetime import timedelta

SIGN_IN_IDLE = timedelta(minutes=15)
SIGN_IN_LONGEST = timedelta(hours=8)
SESSION_COOKIE_AGE = int(SIGN_IN_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "seawall.people.sign_in.backend.StaffBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A link to set a first password is handed over in person; a day is enough for that.
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "seawall.people.sign_in.adapter.StaffDoor"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Per account across all addresses, and per address across all accounts; axes below is the stricter lock for both together.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,20/5m/key",
    "reauthenticate": "20/m/user",
}
ACCOUNT_FORMS = {
    "login": "seawall.people.forms.SignInForm",
    "change_password": "seawall.people.forms.OwnPasswordForm",
}

MFA_ADAPTER = "seawall.people.sign_in.adapter.StaffFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# One step of thirty seconds before and after, for telephones whose clock is off; a code is still good only once.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "seawall.people.forms.AppForm",
    "add_webauthn": "seawall.people.forms.AddKeyForm",
    "authenticate": "seawall.people.forms.CodeForm",
    "authenticate_webauthn": "seawall.people.forms.KeyForm",
    "reauthenticate": "seawall.people.forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "seawall.people.forms.ConfirmKeyForm",
}

# Account and address together: one address alone would lock a whole office behind a proxy, one account alone would let
# anybody lock a colleague out from anywhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(hours=1)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# The trail keeps who signed in; axes keeps no second list, and neither addresses nor typed texts.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "seawall.people.sign_in.lockout.username_of"
AXES_CLIENT_STR_CALLABLE = "seawall.people.sign_in.lockout.nobody_named"
AXES_LOCKOUT_CALLABLE = "seawall.people.sign_in.lockout.locked_page"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "code", "credential", "next", "csrfmiddlewaretoken"]

# Used codes and failed tries must be known to every process, so they live in the database and not in one memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
