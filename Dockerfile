# The portal for several machines: docker compose up. For one office `make run` needs no container.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN python -m venv .venv \
 && .venv/bin/pip install --no-cache-dir "uv==$(sed -n '/^name = "uv"$/{n;s/version = "\(.*\)"/\1/p;}' uv.lock)" \
 && .venv/bin/uv sync --frozen --no-dev --extra scale --no-cache
COPY . .
RUN .venv/bin/python -m portal.translations \
 && SECRET_KEY=used-only-while-building-the-image STATIC_ROOT=/app/static PORTAL_DATA=/tmp/build \
    DJANGO_SETTINGS_MODULE=portal.settings.production .venv/bin/python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
# pg_dump and pg_restore, for backup and restore
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data portal && install -d -o portal -g portal -m 0700 /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=portal.settings.production \
    PORTAL_DATA=/data STATIC_ROOT=/app/static BIND=0.0.0.0:8000
USER portal
VOLUME /data
EXPOSE 8000
# The portal answers only to its own names, also here.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/health/live', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["gunicorn", "-c", "portal/gunicorn_conf.py"]
