"""How the web server runs: no access log, and no visitor in the error log."""

import gc
import os
import urllib.parse
from typing import Any

wsgi_app = "directory.project.wsgi"
bind = os.environ.get("ADDRESS", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# A visitor's own list is in its address, and may name a hundred groups.
limit_request_line = 8190

# Loading the site before the workers start makes a settings mistake end the server with one sentence.
preload_app = True
# Nobody manages this server through a socket file; the operator's tool is the service manager.
control_socket_disable = True

accesslog = None
errorlog = "-"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "directory.logs.QuietServerFilter"}},
    "formatters": {"quiet": {"()": "directory.logs.QuietFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["quiet"], "formatter": "quiet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}


def when_ready(_server: Any) -> None:
    """Leave what every worker shares out of garbage collection: it never becomes garbage, and looking costs a tenth of a large import."""
    gc.collect()
    gc.freeze()


def post_request(_worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    """Forget the address that was asked for, with its words and private links: Python remembers the last 128 that it took apart."""
    urllib.parse.urlsplit.cache_clear()  # type: ignore[attr-defined]
