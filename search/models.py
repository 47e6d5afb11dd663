"""The log of changes every index follows, and what could not be indexed. Nothing here holds text of an entry."""

from django.db import models


class Change(models.Model):
    """An entry was added, changed or removed. Written in the transaction of the change itself.

    `position` is given later, in commit order: a row id is drawn before commit, so a reader that went by ids could
    pass over a row that became visible behind it.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    position = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="change_unplaced", condition=models.Q(position=None))]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


class Log(models.Model):
    """One row: the last position given, and up to where the log was pruned. Locked while positions are given."""

    last = models.BigIntegerField(default=0)
    pruned = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"log {self.pruned}–{self.last}"


class Stuck(models.Model):
    """An entry its source could not give to one index; tried again later, so that the rest need not wait for it."""

    index = models.CharField(max_length=100)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    error = models.CharField(max_length=200)
    attempts = models.PositiveIntegerField(default=1)
    again_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "source", "key"], name="stuck_once")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
