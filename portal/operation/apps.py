from django.apps import AppConfig


class OperationConfig(AppConfig):
    """What keeps the portal running: counters, heartbeats, jobs, backups, and the commands for them."""

    name = "portal.operation"
    label = "operation"
    verbose_name = "Vận hành"
    default_auto_field = "django.db.models.BigAutoField"
