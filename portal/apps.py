from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "Cổng thông tin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.listening import listen  # noqa: PLC0415 - needs the models, which are loaded by now
        from portal.publishing.translating import newest_first  # noqa: PLC0415 - as well

        listen()
        newest_first()
