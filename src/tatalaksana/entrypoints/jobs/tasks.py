"""The timed work of the office, run by the worker.

A job goes through the agencies one by one, each behind its own wall; see `rounds.each_agency`.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tatalaksana.apps.access.pace import forget_paces
from tatalaksana.apps.access.sweeping import forget_replies
from tatalaksana.apps.cases.anchors import add_to_file, drop_anchors, settled_event
from tatalaksana.apps.cases.proofs.anchored import faults_of_kept_anchors
from tatalaksana.apps.cases.rescheduling import count_stale
from tatalaksana.apps.cases.taking_part import put_away
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.hooks import steering as hooks
from tatalaksana.apps.hooks.queries import has_running
from tatalaksana.apps.hooks.sending import forget_deliveries, send_waiting
from tatalaksana.apps.hooks.taking import take_up
from tatalaksana.apps.library.actions.receive_folder import JOB
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.notices.sweeping import sweep
from tatalaksana.apps.office.calendar import missing_ramadan, missing_years
from tatalaksana.apps.schedules.opening import open_due
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.entrypoints.jobs.digest import send_digests
from tatalaksana.entrypoints.jobs.folders import import_waiting
from tatalaksana.entrypoints.jobs.mailing import send_mails
from tatalaksana.entrypoints.jobs.posting import post
from tatalaksana.entrypoints.jobs.rounds import each_agency

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import Agency

logger = logging.getLogger(__name__)
TRIES = 3  #: of importing a document again after a fault that is not the document's


@app.periodic(cron="15 1 * * *")
@app.task(name="verify_chains", queueing_lock="verify_chains")
def verify_chains(timestamp: int) -> None:
    """Recompute every chain of events each night; a fault is an error in the log."""

    def work(agency: Agency) -> None:
        found = faults_of_agency(agency.pk)
        for case, fault in chain(found, faults_of_kept_anchors(agency.pk, agency.code)):
            number = f"{case.number}/{case.year}" if case else ""
            logger.error(
                "Case %s of %s: %s",
                number or "–",
                agency.code,
                fault,
                extra={"action": "chain.fault", "case": number, "run": timestamp},
            )
        stale = count_stale(agency.pk, agency.zone, agency.calendar_version)
        if stale:
            logger.error(
                "%s deadlines of %s are not those of its calendar.",
                stale,
                agency.code,
                extra={"action": "deadlines.stale", "run": timestamp},
            )

    each_agency(work)


@app.periodic(cron="5 1 * * *")
@app.task(name="anchor_chains", queueing_lock="anchor_chains")
def anchor_chains(timestamp: int) -> None:
    """Each night: seal where the chains stand; the line in the log can be kept on paper."""

    def work(agency: Agency) -> None:
        upto = settled_event()
        if upto is None:
            logger.warning(
                "No anchor for %s: a deed took too long.",
                agency.code,
                extra={"action": "anchor.late", "run": timestamp},
            )
            return
        for one in drop_anchors(agency.pk, upto, timezone.now()):
            logger.info(
                "Anchor %s of %s: %s",
                one.number,
                agency.code,
                one.digest,
                extra={"action": "anchor.dropped", "run": timestamp},
            )
        add_to_file(agency.pk, agency.code)

    each_agency(work)


@app.periodic(cron="25 1 * * *")
@app.task(name="calendar_alarm", queueing_lock="calendar_alarm")
def calendar_alarm(timestamp: int) -> None:
    """Each day: a year whose holidays are missing is an error in the log."""
    now = timezone.now()

    def work(agency: Agency) -> None:
        for year in missing_years(agency.pk, agency.zone, agency.calendar_version, now):
            logger.error(
                "Holidays of %s are not entered for %s.",
                year,
                agency.code,
                extra={"action": "calendar.alarm", "year": year, "run": timestamp},
            )
        for year in missing_ramadan(agency.pk, agency.zone, agency.calendar_version, now):
            logger.error(
                "Ramadan of %s is not entered for %s.",
                year,
                agency.code,
                extra={"action": "calendar.alarm", "year": year, "run": timestamp},
            )

    each_agency(work)


@app.periodic(cron="* * * * *")
@app.task(name="morning_digest", queueing_lock="morning_digest")
def morning_digest(timestamp: int) -> None:
    """Each minute: tell who has an address what waits, where the morning has come."""

    def work(agency: Agency) -> None:
        sent = send_digests(agency.pk)
        if sent:
            logger.info(
                "%s digests sent for %s.",
                sent,
                agency.code,
                extra={"action": "digest.sent", "run": timestamp},
            )

    each_agency(work)


@app.periodic(cron="* * * * *")
@app.task(name="tell_tasks", queueing_lock="tell_tasks")
def tell_tasks(timestamp: int) -> None:
    """Each minute: tell of new, nearly due, due and late tasks, on the page and by e-mail."""

    def work(agency: Agency) -> None:
        told = look_around(agency.pk, timezone.now())
        sent = send_mails(agency.pk)
        if told or sent:
            logger.info(
                "%s notices made and %s e-mails sent for %s.",
                told,
                sent,
                agency.code,
                extra={"action": "notices.told", "run": timestamp},
            )

    each_agency(work)


@app.periodic(cron="* * * * *")
@app.task(name="open_scheduled", queueing_lock="open_scheduled")
def open_scheduled(timestamp: int) -> None:
    """Each minute: open the cases that the schedules of the offices mean by now."""

    def work(agency: Agency) -> None:
        opened, kept = open_due(agency.pk, timezone.now())
        if opened:
            logger.info(
                "%s cases of %s opened by schedule.",
                opened,
                agency.code,
                extra={"action": "schedules.opened", "run": timestamp},
            )
        for schedule, refused in kept.items():
            logger.warning(
                "Schedule %s of %s: %s",
                schedule,
                agency.code,
                refused,
                extra={"action": "schedules.kept", "schedule": schedule, "run": timestamp},
            )

    each_agency(work)


@app.periodic(cron="* * * * *")
@app.task(name="send_hooks", queueing_lock="send_hooks")
def send_hooks(timestamp: int) -> None:
    """Each minute: a job for each office with webhooks, so that none waits for another's."""

    def work(agency: Agency) -> None:
        if not has_running(agency.pk):
            return
        lock = f"hooks.{agency.pk}"
        job = app.configure_task(hooks.JOB, queueing_lock=lock, priority=hooks.AFTER_OTHERS)
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(agency=agency.pk)

    each_agency(work)
    logger.debug("Webhooks asked for.", extra={"action": "hooks.round", "run": timestamp})


@app.task(name=hooks.JOB)
def send_hooks_of(agency: int) -> None:
    """Tell the webhooks of one office."""
    with acting_for(agency):
        sent = tell_hooks(agency)
    if sent:
        logger.info("%s webhooks of %s sent.", sent, agency, extra={"action": "hooks.sent"})


def tell_hooks(agency: int) -> int:
    """Take up what happened and send what waits; return how much arrived."""
    take_up(agency, timezone.now())
    return send_waiting(agency, post, timezone.now)


@app.periodic(cron="50 1 * * *")
@app.task(name="sweep_access", queueing_lock="sweep_access")
def sweep_access(timestamp: int) -> None:
    """Each night: remove old answers of the API, counts of requests, and old deliveries."""

    def work(agency: Agency) -> None:
        now = timezone.now()
        forget_replies(agency.pk, now)
        forget_deliveries(agency.pk, now)

    forget_paces(timezone.now())
    each_agency(work)
    logger.info("Answers cleared.", extra={"action": "access.cleared", "run": timestamp})


@app.periodic(cron="20 2 * * *")
@app.task(name="sweep_notices", queueing_lock="sweep_notices")
def sweep_notices(timestamp: int) -> None:
    """Each night: watch what no round has seen, put away what is done."""

    def work(agency: Agency) -> None:
        put_away(agency.pk)
        missed = sweep(agency.pk, timezone.now())
        if missed:
            logger.warning(
                "%s open tasks of %s were seen by no round.",
                missed,
                agency.code,
                extra={"action": "notices.missed", "run": timestamp},
            )

    each_agency(work)


@app.periodic(cron="45 1 * * *")
@app.task(name="clear_sessions", queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    """Remove sessions that have run out."""
    SessionStore.clear_expired()
    logger.info("Sessions cleared.", extra={"action": "sessions.cleared", "run": timestamp})


@app.task(name=JOB, pass_context=True, retry=RetryStrategy(max_attempts=TRIES, exponential_wait=4))
def import_folder_document(context: JobContext, agency: int, document: int) -> None:
    """Import one document of a folder; run twice, it imports once."""
    last = context.job.attempts >= TRIES
    with acting_for(agency):
        import_waiting(agency, document, last=last)


@app.periodic(cron="* * * * *")
@app.task(name="resume_imports", queueing_lock="resume_imports", pass_context=True)
async def resume_imports(context: JobContext, timestamp: int) -> None:
    """Take up again what a worker left when it was killed: its heart has stopped beating."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(task_name=JOB):
        await manager.retry_job(job)
        logger.warning(
            "Import %s of a stopped worker is taken up again.",
            job.id,
            extra={"action": "import.resumed", "job": job.id, "run": timestamp},
        )
