from seawall.audit.seal import seal
from seawall.core.jobs import task


@task
def seal_trail() -> None:
    """Every minute, and after a thousand lines of an agency."""
    seal()
