"""Pages of libraries, by the beginnings of their names: the exact name wins, then the longest."""

from config.tests.permissions.rules import MEMBER, OPERATORS, Kind, Rule, answers

# What a library answers to who may pass, but with an address made up for the test.
_PAGE = Rule(kind=Kind.LIBRARY, calls={"GET": {}})
_OWN = answers(MEMBER.page(), 403, 404, 405)
_OFFICE = answers(OPERATORS.page(), 403, 404, 405)

PREFIXES: dict[str, Rule] = {
    "account_": _PAGE,
    "account_email": _OWN,
    "account_email_verification_sent": _PAGE,
    "account_change_password": _OWN,
    "account_set_password": _OWN,
    "account_reauthenticate": _OWN,
    "mfa_": _OWN,
    "mfa_authenticate": _PAGE,
    "mfa_login_webauthn": _PAGE,
    "socialaccount_": _PAGE,
    "socialaccount_connections": _OWN,
    "socialaccount_signup": answers(_PAGE, 302),
    "socialaccount_login_error": answers(_PAGE, 401),
    "unnamed:accounts/social/": _PAGE,
    "unnamed:accounts/social/connections/": _PAGE,
    "usersessions_": _OWN,
    "admin:": _OFFICE,
    "admin:login": answers(_PAGE, 403),
    "admin:logout": _PAGE,
    "unnamed:admin/": _OFFICE,
}
