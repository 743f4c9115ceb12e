from django.urls import path

from anlan.foundation.accounts.views import administration, entering, security

app_name = "accounts"
urlpatterns = [
    path("sign-in/", entering.sign_in, name="sign-in"),
    path("sign-in/code/", entering.second_factor, name="second-factor"),
    path("sign-in/roles/", entering.demo_roles, name="demo-roles"),
    path("sign-in/roles/enter/", entering.demo_enter, name="demo-enter"),
    path("sign-out/", entering.sign_out, name="sign-out"),
    path("positions/", entering.positions, name="positions"),
    path("positions/switch/", entering.switch, name="switch"),
    path("account/", security.security, name="security"),
    path("account/password/", security.password, name="password"),
    path("account/second-factor/", security.enrol, name="enrol"),
    path("account/second-factor/codes/", security.recovery_codes, name="recovery-codes"),
    path("account/second-factor/drop/", security.drop_factor, name="drop-factor"),
    path("account/session/", entering.session, name="session"),
    path("account/sessions/end/", security.end_sessions, name="end-sessions"),
    path("accounts/", administration.administration, name="administration"),
    path("accounts/new/", administration.new_account, name="new"),
    path("accounts/<uuid:account_id>/", administration.account_page, name="account"),
    path("accounts/<uuid:account_id>/reset/", administration.reset, name="reset"),
    path("accounts/<uuid:account_id>/activity/", administration.activity, name="activity"),
    path("accounts/<uuid:account_id>/lost-factor/", administration.lost_factor, name="lost-factor"),
]
