"""`flask work`: the worker that delivers the outbox and tidies up; as many may run as one likes.

The web process never touches the queue. Each minute one worker looks into the outbox, which is
the truth, and hands every notice that waits to the queue for whichever worker is free.
"""

import click
from flask import Flask
from huey import Huey, crontab

from casework.services import drafts, outbox, upkeep
from casework.services.office import Office


def command(app: Flask, queue: Huey) -> click.Command:
    """The command, with its tasks bound to an application and a queue."""

    def office() -> Office:
        world: Office = app.extensions["casework"]
        return world

    @queue.task(name="deliver")  # type: ignore[untyped-decorator]  # huey publishes no types
    def deliver(message_id: int) -> None:
        with app.app_context():
            outbox.deliver(office(), message_id)

    @queue.periodic_task(crontab(minute="*"), name="look_into_outbox")  # type: ignore[untyped-decorator]
    def look_into_outbox() -> None:
        with app.app_context():
            for message_id in outbox.waiting(office()):
                deliver(message_id)

    @queue.periodic_task(crontab(hour="3", minute="10"), name="tidy_up")  # type: ignore[untyped-decorator]
    def tidy_up() -> None:
        with app.app_context():
            drafts.drop_old(office())
            upkeep.forget_old_keys(office())
            upkeep.recount()

    @click.command("work")
    @click.option("--workers", default=1, show_default=True, help="同时办理的任务数")
    @click.option("--once", is_flag=True, help="办完现有的通知即退出")
    def work(workers: int, *, once: bool) -> None:
        """投递待发通知，清理过期草稿。"""
        if once:
            with app.app_context():
                for message_id in outbox.waiting(office()):
                    outbox.deliver(office(), message_id)
            return
        queue.create_consumer(workers=workers, check_worker_health=True).run()

    return work
