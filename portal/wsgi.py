import os

from django.core.wsgi import get_wsgi_application

from portal.operation.start_up import CHECKED, refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
if os.environ.get(CHECKED) != "1":
    # Under another server than our gunicorn configuration nobody has looked yet.
    refuse_unsafe()
application = get_wsgi_application()
