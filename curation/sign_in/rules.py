"""Which address of the desk asks for what, by the names that `reverse` knows. What is in no list asks for a full sign-in."""

# For whoever comes: signing in and out, and taking up an invitation.
OPEN = frozenset({
    "account_login", "mfa_authenticate", "mfa_login_webauthn",
    "admin:login", "admin:logout", "admin:invitation", "admin:jsi18n",
})  # fmt: skip

# For whoever has a password and no second factor yet.
SETTING_UP = frozenset({
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_reauthenticate",
})  # fmt: skip

# For whoever has shown in the last ten minutes that it is they: what takes much away, lets people in, or changes how one signs in.
PROVEN = frozenset({
    "admin:auth_user_add", "admin:auth_user_change", "admin:auth_user_invite",
    "admin:curation_submission_export", "admin:directory_organization_export",
    "admin:password_change", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn",
    "mfa_generate_recovery_codes", "mfa_view_recovery_codes", "end_session",
})  # fmt: skip
