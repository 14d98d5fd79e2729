from django.urls import path

from joint_inspection_web.inspections import views

app_name = "inspections"
urlpatterns = [
    path("", views.inspections, name="list"),
    path("open/", views.open_inspection, name="open"),
    path("vault/", views.vault_register, name="vault_register"),
    path("<slug:ref>/", views.inspection, name="show"),
    path("<slug:ref>/announce/", views.announce, name="announce"),
    path("<slug:ref>/call-off/", views.call_off, name="call_off"),
    path("<slug:ref>/team/<int:number>/remove/", views.remove_person, name="remove_person"),
    path("<slug:ref>/vault/", views.vault, name="vault"),
    path("<slug:ref>/vault/<int:number>/withdraw/", views.withdraw_access, name="withdraw_access"),
]
