"""Settings of signing in: passwords, second factor, throttling, sessions.

``ZHUNSHENG_SECOND_FACTOR``: ``off`` where nobody is made to have a second factor (demonstrations only).
``ZHUNSHENG_PROXIES``: how many proxies of our own stand before the site; without it no forwarded address is believed.
"""

from __future__ import annotations

import os

from zhunsheng.site.environment import whole_number

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]

# ---- passwords
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "zhunsheng.site.accounts.passwords.LongEnough", "OPTIONS": {"characters": 12}},
    {"NAME": "zhunsheng.site.accounts.passwords.NotCommon"},
    {"NAME": "zhunsheng.site.accounts.passwords.NotAboutYou"},
]
#: How long a password made by an administrator opens the site.
ONE_TIME_HOURS = 72

# ---- signing in by name and password
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "zhunsheng.site.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_FORMS = {
    "login": "zhunsheng.site.accounts.forms.LoginForm",
    "change_password": "zhunsheng.site.accounts.forms.ChangePasswordForm",
    "reauthenticate": "zhunsheng.site.accounts.forms.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("ZHUNSHENG_PROXIES")
#: Failures count for each user name and for each address; all requests to the page for each address.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "sign_in_server": "30/m/ip",
}

# ---- second factor
MFA_ADAPTER = "zhunsheng.site.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "准绳"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "zhunsheng.site.accounts.forms.SecondFactorForm",
    "reauthenticate": "zhunsheng.site.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "zhunsheng.site.accounts.forms.EnrolForm",
}
#: Roles that go nowhere before they have one.
SECOND_FACTOR_ROLES: list[str] = (
    [] if os.environ.get("ZHUNSHENG_SECOND_FACTOR") == "off" else ["office", "administrator"]
)

# ---- sign-in servers (OpenID Connect)
SOCIALACCOUNT_ADAPTER = "zhunsheng.site.accounts.adapters.SignInServerAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False

# ---- sessions
SESSION_COOKIE_AGE = 12 * 3600
#: A session that stands unused for this long is over.
SESSION_IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

#: Whether the database itself refuses to change the audit trail; only test databases say no.
AUDIT_TRIGGERS = True
