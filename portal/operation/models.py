"""Rows the running of the portal leaves behind; nothing of a citizen is in them."""

from django.db import models


class LimitCounter(models.Model):
    """A system-wide count of one limit on one machine, so a restart does not hand out a fresh allowance."""

    name = models.CharField(max_length=40)
    machine = models.CharField(max_length=64)
    window = models.BigIntegerField()
    current = models.PositiveIntegerField()
    previous = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "machine"], name="one_counter_a_machine")]

    def __str__(self) -> str:
        return f"{self.name} on {self.machine}"


class JobRun(models.Model):
    """When a periodic job is due. Taking a job moves `due_at` on, so two workers never run it together."""

    name = models.CharField(max_length=100, unique=True)
    due_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """A worker process said it was alive at `beat_at`."""

    worker = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker


class DoneStep(models.Model):
    """A step of preparation already done for the sources whose digest is `mark`; lives and dies with the data."""

    name = models.CharField(max_length=40, unique=True)
    mark = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
