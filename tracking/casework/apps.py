from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "tracking.casework"
    label = "casework"
    verbose_name = "Vụ việc"
    default_auto_field = "django.db.models.BigAutoField"
