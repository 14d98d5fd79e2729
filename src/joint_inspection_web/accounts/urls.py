"""The account pages in use. Of allauth's addresses only these exist; every other one is not found."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import path

from joint_inspection_web.accounts import views
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.accounts.rules import is_signed_in

for_all = allow(everyone)
own = allow(is_signed_in)

urlpatterns = [
    path("", views.your_account, name="mfa_index"),
    path("sign-in/", for_all(account.login), name="account_login"),
    path("sign-in/code/", for_all(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-out/", for_all(account.logout), name="account_logout"),
    path("closed/", for_all(account.account_inactive), name="account_inactive"),
    path("password/", own(account.password_change), name="account_change_password"),
    path("confirm/password/", own(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/", own(views.SetUpSecondFactor.as_view()), name="mfa_activate_totp"),
    path("second-factor/picture.svg", views.second_factor_picture, name="second_factor_picture"),
    path("recovery-codes/", own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", own(views.NewRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"),
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new_person"),
    path("people/<slug:ref>/", views.person, name="person"),
    path("people/<slug:ref>/close/", views.close_account, name="close_account"),
    path("people/<slug:ref>/reset/", views.reset_sign_in, name="reset_sign_in"),
    path("people/<slug:ref>/roles/<int:number>/end/", views.end_role, name="end_role"),
]
