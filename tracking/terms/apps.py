from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "tracking.terms"
    label = "terms"
    verbose_name = "Thời hạn"
    default_auto_field = "django.db.models.BigAutoField"
