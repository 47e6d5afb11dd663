from django.urls import URLPattern

app_name = "legal_library"
urlpatterns: list[URLPattern] = []
