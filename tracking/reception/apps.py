from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "tracking.reception"
    label = "reception"
    verbose_name = "Tiếp công dân"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import editions, news_queue, published  # noqa: PLC0415 - needs the models, which are loaded by now

        editions.listen()
        published.listen()
        news_queue.listen()
