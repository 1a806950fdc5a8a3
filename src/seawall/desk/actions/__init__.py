from seawall.desk.actions.let_job_go import let_job_go
from seawall.desk.actions.note_search import note_search
from seawall.desk.actions.retry_job import retry_job
from seawall.desk.actions.retry_jobs import retry_jobs

__all__ = ["let_job_go", "note_search", "retry_job", "retry_jobs"]
