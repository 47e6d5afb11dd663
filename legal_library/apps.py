from django.apps import AppConfig


class LegalLibraryConfig(AppConfig):
    name = "legal_library"
    label = "legal_library"
    verbose_name = "Thư viện pháp luật"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search.interface import register_source  # noqa: PLC0415 - models are loaded only now

        from .search_source import LawSource  # noqa: PLC0415

        register_source(LawSource())
