"""What search keeps in the database, by matter; nothing here holds text of an entry.

The log every index follows (`Change`, `Log`, `Stuck`) · what staff taught it (`Wording`, `AskedOf`) · what it is
measured by (`JudgedQuestion`, `Measurement`) · counts without persons (`Searched`, `Opened`) · the librarian's mailbox
(`Missed`).
"""

from django.core.exceptions import ValidationError
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


class Wording(models.Model):
    """Everyday words and the law's own words for them; edited by staff, read by every search."""

    said = models.CharField("lời thường ngày", max_length=120, unique=True, help_text="Ví dụ: đi khiếu nại thay.")
    legal = models.CharField(
        "lời của luật",
        max_length=400,
        help_text="Nhiều cách nói thì cách nhau bằng dấu chấm phẩy: ủy quyền; người đại diện.",
    )
    active = models.BooleanField("đang dùng", default=True)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "lời thường – lời luật"
        verbose_name_plural = "lời thường – lời luật"
        ordering = ["said"]

    def __str__(self) -> str:
        return f"{self.said} → {self.legal}"


class AskedOf(models.Model):
    """How people ask for what an entry answers; searched with it, never shown."""

    source = models.CharField("nguồn", max_length=40, default="law")
    key = models.CharField("điều khoản", max_length=200, help_text="Ví dụ: 02/2011/QH13#dieu-9.")
    text = models.TextField("cách người dân hỏi", help_text="Mỗi dòng một cách hỏi.")

    class Meta:
        verbose_name = "cách người dân hỏi"
        verbose_name_plural = "cách người dân hỏi"
        ordering = ["source", "key"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="asked_of_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


class JudgedQuestion(models.Model):
    """A question and which articles answer it: what every change of the search is measured by."""

    group = models.CharField("bộ câu hỏi", max_length=40, default="tiep-dan")
    question = models.CharField("câu hỏi", max_length=300)
    day = models.DateField("theo luật ngày", null=True, blank=True)
    relevant = models.JSONField(
        "điều trả lời",
        default=list,
        help_text='[{"symbol": "02/2011/QH13", "article": "9", "grade": 2}]: 2 là trả lời, 1 là có ích.',
    )
    held_out = models.BooleanField("để kiểm chứng", default=False, help_text="Không dùng khi chỉnh trọng số.")

    class Meta:
        verbose_name = "câu hỏi đã chấm"
        verbose_name_plural = "câu hỏi đã chấm"
        ordering = ["group", "pk"]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        known = self.relevant if isinstance(self.relevant, list) else []
        if not known or not all(_is_judgement(item) for item in known):
            raise ValidationError(
                {"relevant": 'Cần danh sách dạng [{"symbol": "02/2011/QH13", "article": "9", "grade": 2}].'}
            )


def _is_judgement(item: object) -> bool:
    if not isinstance(item, dict) or not set(item) <= {"symbol", "article", "grade"}:
        return False
    return bool(item.get("symbol")) and bool(item.get("article")) and item.get("grade", 2) in (1, 2)


class Measurement(models.Model):
    """What one measurement of the judged questions found; the chart shows them over time."""

    at = models.DateTimeField(auto_now_add=True)
    group = models.CharField(max_length=40)
    engine = models.CharField(max_length=20)
    typing = models.CharField(max_length=20)
    questions = models.PositiveIntegerField()
    ndcg_at_10 = models.FloatField()
    p_at_1 = models.FloatField()
    recall_at_20 = models.FloatField()
    median_ms = models.FloatField()
    p95_ms = models.FloatField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.group} {self.ndcg_at_10:.3f}"


class Searched(models.Model):
    """How often a query was asked on a day, and how much it found. No address, no session, no time of day."""

    day = models.DateField()
    text = models.CharField(max_length=200)
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="searched_once_a_day")]

    def __str__(self) -> str:
        return self.text


class Opened(models.Model):
    """How often an answer to a query was opened on a day."""

    day = models.DateField()
    text = models.CharField(max_length=200)
    uid = models.CharField(max_length=240)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "text", "uid"], name="opened_once_a_day")]

    def __str__(self) -> str:
        return f"{self.text} → {self.uid}"


class Missed(models.Model):
    """What a reader says was not found: the query and, if wished, a sentence. No name, no address, no time of day."""

    day = models.DateField()
    query = models.CharField(max_length=200)
    wish = models.CharField(max_length=500, blank=True)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.query
