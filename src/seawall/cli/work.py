import signal
import threading

import click

from seawall.config.wiring import SCHEDULE, THREADS
from seawall.core.worker import settle
from seawall.core.worker import work as run_jobs


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now and end.")
def work(once: bool) -> None:
    """Run jobs: reactions to what happened, and everything that repeats."""
    if once:
        click.echo(f"{settle()} jobs done.")
        return
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # The running job is finished; what is not begun stays for the next worker.
        signal.signal(number, lambda *_: stopping.set())
    beside = [threading.Thread(target=run, args=(stopping,), name=run.__name__) for run in THREADS]
    for thread in beside:
        thread.start()
    try:
        run_jobs(SCHEDULE, stopping)
    finally:
        stopping.set()
        for thread in beside:
            thread.join()
