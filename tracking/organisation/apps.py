from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "tracking.organisation"
    label = "organisation"
    verbose_name = "Cơ quan và nhân sự"
    default_auto_field = "django.db.models.BigAutoField"
