"""Entry point of WSGI servers."""

import logging
import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "briefe_site.settings.production")
application = get_wsgi_application()


def draw_ahead() -> None:
    """Letters are ready before their first visitor; without that one would wait for them."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 - settings are read above

    from campaigns.tasks import draw_open_appeals  # noqa: PLC0415 - as above

    try:
        draw_open_appeals()
    except DatabaseError:
        logging.getLogger(__name__).warning("Letters could not be drawn ahead.")
    finally:
        connection.close()


threading.Thread(target=draw_ahead, name="draw-ahead", daemon=True).start()
