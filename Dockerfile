# syntax=docker/dockerfile:1

# Two images come from here: `app` runs every role of the platform (web, worker, beat, relay,
# migrate), and `pgbouncer` stands before PostgreSQL. docs/deployment.md says how they fit together.

FROM debian:trixie-slim AS pgbouncer
RUN apt-get update \
    && apt-get install -y --no-install-recommends pgbouncer \
    && rm -rf /var/lib/apt/lists/*
USER postgres
EXPOSE 6432
HEALTHCHECK --interval=10s --timeout=3s CMD ["bash", "-c", "</dev/tcp/127.0.0.1/6432"]
CMD ["pgbouncer", "/etc/pgbouncer/pgbouncer.ini"]


FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt


FROM python:3.11-slim-bookworm AS built
ENV PATH=/venv/bin:$PATH
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py ./
COPY config config
COPY marketplace marketplace
COPY contests contests
COPY referrals referrals
COPY community community
COPY templates templates
COPY static static
COPY locale locale
# Collecting static files loads the settings, but opens no connection: these name nothing real.
RUN python -m config.commands.messages compile \
    && DJANGO_SETTINGS_MODULE=config.settings.prod SECRET_KEY=only-while-building \
       ALLOWED_HOSTS=localhost SITE_URL=https://localhost PAYMENT_GATEWAYS=bank_transfer \
       DATABASE_URL=postgres://nowhere/none REDIS_URL=redis://nowhere WAZZIFNI_DATA=/tmp \
       python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q .


FROM python:3.11-slim-bookworm AS app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    WAZZIFNI_DATA=/data
# Statements and invoices as PDF are drawn with Pango; the fonts are our own.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 wazzifni \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data \
       --shell /usr/sbin/nologin wazzifni \
    && install -d -o 10001 -g 10001 -m 0750 /data
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=built /app /app
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-m", "config.commands.healthcheck"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--timeout", "60", "--graceful-timeout", "25", "--keep-alive", "5", \
     "--max-requests", "10000", "--max-requests-jitter", "1000", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--preload", \
     "--access-logfile", "-"]
