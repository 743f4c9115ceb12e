"""The worker process: runs what is queued, stops within five seconds, picks up after the dead."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Sequence

from asgiref.sync import sync_to_async
from procrastinate.app import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.worker import Worker

from anlan.foundation.jobs.queue import STALLED_AFTER, pick_up_after_the_dead
from anlan.foundation.jobs.running import note_failures

log = logging.getLogger("anlan.jobs")

PATIENCE = 3.0
FAREWELL = 0.5


def main(argv: Sequence[str] = ()) -> int:
    """Work until SIGTERM or SIGINT. Needs Django set up and the database running."""
    given = _parser().parse_args(argv)
    asyncio.run(_serve(given))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan worker", description="Run queued jobs.")
    parser.add_argument("--threads", type=int, default=2, help="jobs at the same time")
    parser.add_argument(
        "--poll-seconds", type=float, default=5.0, help="longest wait when no wake-up arrives"
    )
    parser.add_argument(
        "--heartbeat-seconds", type=float, default=5.0, help="how often it says that it lives"
    )
    parser.add_argument(
        "--stalled-seconds",
        type=float,
        default=STALLED_AFTER,
        help="silence after which a worker counts as dead",
    )
    return parser


async def _serve(given: argparse.Namespace) -> None:
    engine = _engine()
    async with engine.open_async():
        worker = Worker(
            engine,
            concurrency=given.threads,
            fetch_job_polling_interval=given.poll_seconds,
            update_heartbeat_interval=given.heartbeat_seconds,
            stalled_worker_timeout=given.stalled_seconds,
            shutdown_graceful_timeout=PATIENCE,
            install_signal_handlers=False,
            task_middleware=[close_db_connections, note_failures],
        )
        _stop_on_signals(worker)
        rescue = asyncio.create_task(_rescue(given.stalled_seconds))
        log.info("worker ready")
        try:
            await worker.run()  # type: ignore[no-untyped-call]
        finally:
            rescue.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await rescue


def _engine() -> App:
    """The same jobs over connections of the worker's own. Jobs that enqueue jobs keep doing so
    through Django's connection, that is within their own transaction."""
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("the queue is expected on Django's connection")
    engine = App(connector=app.connector.get_worker_connector())
    engine.tasks = app.tasks
    engine.periodic_registry = app.periodic_registry
    return engine


def _stop_on_signals(worker: Worker) -> None:
    """First let running jobs finish; a job that does not is left behind and picked up later."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        worker.stop()  # type: ignore[no-untyped-call]
        loop.call_later(PATIENCE + FAREWELL, lambda: loop.create_task(_leave(worker)))

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


async def _leave(worker: Worker) -> None:
    """End the process although jobs run; signing off lets the next worker pick them up at once."""
    log.warning("leaving running jobs behind")
    with contextlib.suppress(Exception):
        if worker.worker_id is not None:
            await asyncio.wait_for(worker.app.job_manager.unregister_worker(worker.worker_id), FAREWELL)
    os._exit(0)


async def _rescue(stalled_after: float) -> None:
    """Look for jobs of dead workers at the start and then now and again."""
    while True:
        try:
            found = await sync_to_async(_look_once, thread_sensitive=False)(stalled_after)
        except Exception:
            log.exception("looking for stalled jobs failed")
        else:
            if found:
                log.warning("picked up %s jobs of dead workers", found)
        await asyncio.sleep(stalled_after / 3)


def _look_once(stalled_after: float) -> int:
    return close_db_connections(lambda: pick_up_after_the_dead(stalled_after=stalled_after), None, None)  # type: ignore[arg-type,no-any-return]
