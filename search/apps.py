from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .indexing import note_change  # noqa: PLC0415 - needs the models, which are loaded by now
        from .interface import entries_changed  # noqa: PLC0415

        entries_changed.connect(note_change, dispatch_uid="search.note_change")
