from django.urls import URLPattern

app_name = "casedata"
urlpatterns: list[URLPattern] = []
