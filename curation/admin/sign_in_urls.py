"""The addresses of signing in: only those of allauth's that we have a page for, by the names it knows them by."""

from django.urls import path

from curation.admin import sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("login/code/", sign_in.SignInWithCode.as_view(), name="mfa_authenticate"),
    path("login/passkey/", sign_in.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/", sign_in.Overview.as_view(), name="mfa_index"),
    path("sign-in/app/", sign_in.App.as_view(), name="mfa_activate_totp"),
    path("sign-in/app/remove/", sign_in.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("sign-in/passkey/", sign_in.Passkey.as_view(), name="mfa_add_webauthn"),
    path("sign-in/passkey/<int:pk>/remove/", sign_in.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("sign-in/codes/", sign_in.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("sign-in/codes/new/", sign_in.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("sign-in/end/", sign_in.end_session, name="end_session"),
    path("sign-in/again/", sign_in.ProvePassword.as_view(), name="account_reauthenticate"),
    path("sign-in/again/code/", sign_in.ProveCode.as_view(), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", sign_in.ProvePasskey.as_view(), name="mfa_reauthenticate_webauthn"),
]
