from django.apps import AppConfig


class LegalLibraryConfig(AppConfig):
    name = "legal_library"
    label = "legal_library"
    verbose_name = "Thư viện pháp luật"
    default_auto_field = "django.db.models.BigAutoField"
