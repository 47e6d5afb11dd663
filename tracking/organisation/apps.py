from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class OrganisationConfig(AppConfig):
    name = "tracking.organisation"
    label = "organisation"
    verbose_name = "Cơ quan và nhân sự"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        from tracking.organisation import signals  # noqa: F401, PLC0415


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user pages with our forms: rights come from memberships, never from ticking groups."""

    user_viewset = "tracking.organisation.people.PersonViewSet"
