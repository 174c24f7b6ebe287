"""Our forms in place of django-allauth's own, and how often they may be sent."""

RATE_LIMITS = {
    "login": "180/m/ip",
    "login_failed": "60/m/ip,300/h/ip,5/5m/key",
    "request_login_code": "90/m/ip,6/h/key",
    "reset_password": "90/m/ip,6/h/key",
    "reset_password_from_key": "90/m/ip",
    "signup": "120/h/ip",
    "contact": "30/h/ip",
    "report_error": "60/h/ip",
    "wish": "120/h/ip",
}
"""Wide enough for sixty people in a room, who have one address of the internet among them; what
guards an account is counted by account. `passerelle.pace` counts the rest."""

ACCOUNT_FORMS = {
    "login": "people.forms.entrance.LoginForm",
    "signup": "people.forms.entrance.SignupForm",
    "add_email": "people.forms.entrance.AddEmailForm",
    "change_password": "people.forms.entrance.ChangePasswordForm",
    "set_password": "people.forms.entrance.SetPasswordForm",
    "reset_password": "people.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "people.forms.entrance.ResetPasswordKeyForm",
    "reauthenticate": "people.forms.entrance.ReauthenticateForm",
    "request_login_code": "people.forms.entrance.RequestLoginCodeForm",
    "confirm_login_code": "people.forms.entrance.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "people.forms.entrance.ConfirmEmailForm",
}

SECOND_FACTOR_FORMS = {
    "authenticate": "people.forms.entrance.AuthenticateForm",
    "reauthenticate": "people.forms.entrance.FactorReauthenticateForm",
    "activate_totp": "people.forms.entrance.ActivateTOTPForm",
    "add_webauthn": "people.forms.passkeys.AddWebAuthnForm",
    "edit_webauthn": "people.forms.passkeys.EditWebAuthnForm",
    "login_webauthn": "people.forms.passkeys.LoginWebAuthnForm",
    "authenticate_webauthn": "people.forms.passkeys.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": "people.forms.passkeys.ReauthenticateWebAuthnForm",
}
