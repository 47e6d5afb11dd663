"""Acts, their provisions with dates, our summaries, and the files they came from.

The unit that changes is the article (in a letter without articles: the numbered point): a new version is a new
subtree of `Provision` rows with its own `valid_from`; the rows it replaces get `valid_to`. Keys never change, so an
address, a citation or a case's ground means the same provision on every day.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from search.symbols import fold_symbol, may_be_symbol
from search.text import place_number, sort_key


def in_force_on(day: dt.date, prefix: str = "") -> Q:
    """Rows that hold on a day; an empty `valid_from` means since the beginning, `valid_to` is the last day.

    `prefix` leads from another table to such rows: "provision__".
    """
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    return begun & (Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day}))


class Confidence(models.TextChoices):
    READ = "V", "đã đọc trong văn bản"
    SECONDARY = "S", "theo nguồn thứ cấp"
    GENERAL = "G", "cần kiểm tra lại"


class TextState(models.TextChoices):
    """How much of an act the library holds; a record or summary gives way to the text, never the other way."""

    RECORD = "record", "chỉ có thông tin văn bản"
    SUMMARY = "summary", "tóm tắt của cổng – chưa có toàn văn"
    TEXT = "text", "có toàn văn"


class Status(models.TextChoices):
    """Values are the words search knows (`search.interface.Entry.status`)."""

    IN_FORCE = "in_force", "Còn hiệu lực"
    PARTLY = "partly_expired", "Hết hiệu lực một phần"
    NOT_YET = "not_yet", "Chưa có hiệu lực"
    EXPIRED = "expired", "Hết hiệu lực"
    UNKNOWN = "", "Chưa rõ hiệu lực"


class ActQuerySet(models.QuerySet["Act"]):
    def for_index(self) -> ActQuerySet:
        """What a list shows, without the long columns."""
        return self.only(
            "symbol", "slug", "kind", "title", "short_title", "issuer", "issued", "effective", "expired",
            "status", "partly_expired_from", "text_state", "featured",
        )  # fmt: skip

    def with_symbol(self, symbol: str) -> ActQuerySet:
        """Every act of this symbol, however it is spelled; several where the symbol carries no year."""
        return self.filter(symbol_key=fold_symbol(symbol))


class Act(models.Model):
    """One legal document. Identity is symbol and date of issue, and the issuer where a symbol alone says too little."""

    symbol = models.CharField("số, ký hiệu", max_length=160)
    symbol_key = models.CharField(max_length=160, editable=False, db_index=True)
    slug = models.SlugField("địa chỉ", max_length=200, unique=True)
    identity = models.CharField(max_length=500, unique=True, editable=False)
    kind = models.CharField("loại văn bản", max_length=120, blank=True, db_index=True)
    title = models.TextField("trích yếu", blank=True)
    short_title = models.CharField(
        "tên thường gọi",
        max_length=200,
        blank=True,
        help_text="Ví dụ: Luật Khiếu nại. Dùng trong liên kết và tìm kiếm.",
    )
    aliases = models.JSONField("tên khác", default=list, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=400, blank=True)
    place = models.CharField("nơi ban hành", max_length=100, blank=True)
    issued = models.DateField("ngày ban hành", null=True, blank=True)
    effective = models.DateField("ngày có hiệu lực", null=True, blank=True)
    expired = models.DateField("ngày hết hiệu lực", null=True, blank=True)
    status = models.CharField("hiệu lực", max_length=20, choices=Status.choices, default=Status.UNKNOWN, blank=True)
    status_ground = models.TextField(
        "căn cứ của hiệu lực", blank=True, help_text="Văn bản, điều khoản làm thay đổi hiệu lực."
    )
    partly_expired_from = models.DateField("có điều khoản hết hiệu lực từ", null=True, editable=False)
    addressees = models.JSONField("kính gửi", default=list, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    signer = models.CharField("người ký", max_length=200, blank=True)
    signing_block = models.JSONField("chức vụ người ký", default=list, blank=True)
    preamble = models.TextField("phần mở đầu", blank=True)
    source_name = models.CharField("nguồn", max_length=300, blank=True)
    source_url = models.URLField("địa chỉ nguồn", blank=True)
    text_state = models.CharField(
        "nội dung trong thư viện", max_length=10, choices=TextState.choices, default=TextState.RECORD
    )
    confidence = models.CharField(
        "độ tin cậy của thông tin", max_length=1, choices=Confidence.choices, default=Confidence.GENERAL
    )
    doubts = models.JSONField("chỗ cần xem lại khi đọc tệp", default=list, blank=True)
    featured = models.PositiveSmallIntegerField("thứ tự nổi bật", default=0, help_text="0: không nổi bật.")
    issued_year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    sort_name = models.CharField(max_length=800, editable=False, db_index=True)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-issued", "sort_name"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        """Days that cannot be; asked of what a librarian proposes and again of what a second one confirms."""
        wrong = {}
        if not may_be_symbol(self.symbol):
            wrong["symbol"] = "Số, ký hiệu chỉ gồm chữ, số và các dấu / - . & ( ), bắt đầu bằng chữ hoặc số."
        if self.effective and self.expired and self.expired <= self.effective:
            wrong["expired"] = "Ngày hết hiệu lực phải sau ngày có hiệu lực."
        elif self.issued and self.expired and self.expired < self.issued:
            wrong["expired"] = "Ngày hết hiệu lực phải sau ngày ban hành."
        if self.issued and self.effective and self.effective < self.issued and not self.status_ground.strip():
            wrong["effective"] = (
                "Ngày có hiệu lực trước ngày ban hành. Nếu văn bản có hiệu lực trở về trước, xin ghi điều khoản quy "
                "định việc ấy ở “Căn cứ của hiệu lực”; nếu không, xin xem lại hai ngày."
            )
        if wrong:
            raise ValidationError(wrong)

    def derive(self) -> None:
        """Fill the columns computed from others; bulk writers call it themselves."""
        self.symbol_key = fold_symbol(self.symbol)
        self.identity = self.identity or identity_of(self.symbol, self.issued, self.issuer)
        self.issued_year = self.issued.year if self.issued else None
        self.sort_name = sort_key(self.name)[:800]
        self.changed_at = timezone.now()

    @property
    def name(self) -> str:
        """What people call it: the common title, else kind and symbol."""
        return self.short_title or f"{self.kind} {self.symbol}".strip()

    @property
    def full_name(self) -> str:
        """Name with its symbol: "Luật Khiếu nại (02/2011/QH13)", "Công văn 6200/UBND-NCKTGS"."""
        return f"{self.short_title} ({self.symbol})" if self.short_title else self.name

    @property
    def has_full_text(self) -> bool:
        return self.text_state == TextState.TEXT

    def key(self, place: str = "") -> str:
        """The stable key other rooms keep as text: "02/2011/QH13#dieu-28.khoan-1"."""
        return f"{self.symbol}#{place}" if place else self.symbol

    def status_on(self, day: dt.date) -> Status:
        """The validity on a day, from the dates where they are known, else as the librarian stated it."""
        found = self._whole_status_on(day)
        partly = self.partly_expired_from is not None and day >= self.partly_expired_from
        return Status.PARTLY if partly and found in (Status.IN_FORCE, Status.UNKNOWN) else found

    def place_status_on(self, day: dt.date, *, repealed: bool) -> Status:
        """The validity of one place: an act that lost some articles holds in the others."""
        found = self._whole_status_on(day)
        return Status.EXPIRED if repealed and found != Status.NOT_YET else found

    def _whole_status_on(self, day: dt.date) -> Status:
        """Of the act, whatever became of single articles."""
        if self.expired and day >= self.expired:
            return Status.EXPIRED
        if self.effective and day < self.effective:
            return Status.NOT_YET
        stated = Status(self.status)
        passed = (stated == Status.EXPIRED and self.expired) or (stated == Status.NOT_YET and self.effective)
        return Status.IN_FORCE if passed else stated

    @property
    def status_today(self) -> Status:
        return self.status_on(timezone.localdate())


def identity_of(symbol: str, issued: dt.date | None, issuer: str) -> str:
    """The key that makes an import idempotent."""
    return f"{fold_symbol(symbol)}|{issued or ''}|{fold_symbol(issuer)[:200]}"


class ProvisionKind(models.TextChoices):
    PART = "part", "Phần"
    CHAPTER = "chapter", "Chương"
    SECTION = "section", "Mục"
    SUBSECTION = "subsection", "Tiểu mục"
    ARTICLE = "article", "Điều"
    CLAUSE = "clause", "Khoản"
    POINT = "point", "Điểm"
    DASH = "dash", "Gạch đầu dòng"
    PARAGRAPH = "paragraph", "Đoạn"
    ANNEX = "annex", "Phụ lục"


class Provision(models.Model):
    """One place of an act: heading rows (part … sub-section), articles, and what stands inside them, in reading order.

    `key` is the path that people and links use ("dieu-28.khoan-1.diem-a"); rows inside an article begin with its key.
    `text` is the row's own text; an article's `body` is its whole text, for search and display. Rows of a later
    version stand at the `ordinal` of the article they follow, in the order of `position`.
    """

    act = models.ForeignKey(Act, models.CASCADE, related_name="provisions", verbose_name="văn bản")
    kind = models.CharField("loại", max_length=12, choices=ProvisionKind.choices)
    key = models.CharField("địa chỉ", max_length=120)
    parent_key = models.CharField("thuộc", max_length=120, blank=True)
    number = models.CharField("số", max_length=20, blank=True)
    ordinal = models.PositiveIntegerField("thứ tự đọc")
    position = models.PositiveIntegerField("thứ tự trong bản sửa đổi", default=0)
    level = models.PositiveSmallIntegerField("bậc", default=0)
    heading = models.TextField("tên", blank=True)
    text = models.TextField("nội dung", blank=True)
    body = models.TextField("toàn văn của điều", blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    changed_by = models.TextField("được sửa bởi", blank=True, help_text="Khóa của điều khoản sửa đổi, mỗi dòng một.")
    repealed = models.BooleanField("đã bị bãi bỏ", default=False)

    class Meta:
        verbose_name = "điều khoản"
        verbose_name_plural = "điều khoản"
        ordering = ["act", "ordinal", "position"]
        indexes = [models.Index(fields=["act", "kind", "ordinal"], name="provision_reading_order")]
        constraints = [
            models.UniqueConstraint(fields=["act", "key", "valid_from"], name="one_provision_a_day"),
            # Databases let NULL repeat; the first version of a place has no date of its own.
            models.UniqueConstraint(
                fields=["act", "key"], condition=Q(valid_from__isnull=True), name="one_first_provision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.heading}".strip()

    @property
    def label(self) -> str:
        """How the place is called: "Điều 28", "Khoản 1", "Điểm a"."""
        return f"{self.get_kind_display()} {self.number}".strip()


class Summary(models.Model):
    """What an article says, in our own words, on the days it holds. Never a sentence of the law itself."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="summaries", verbose_name="văn bản")
    key = models.CharField("địa chỉ", max_length=120, help_text="Ví dụ: dieu-28")
    number = models.CharField("số điều", max_length=20, blank=True, editable=False)
    ordinal = models.PositiveIntegerField(default=0, editable=False)
    heading = models.CharField("nội dung chính", max_length=300)
    body = models.TextField("tóm tắt")
    confidence = models.CharField("độ tin cậy", max_length=1, choices=Confidence.choices, default=Confidence.GENERAL)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    ground = models.CharField("căn cứ", max_length=300, blank=True, help_text="Văn bản làm thay đổi nội dung này.")
    published = models.BooleanField("đã công khai", default=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người viết",
    )

    class Meta:
        verbose_name = "tóm tắt điều luật"
        verbose_name_plural = "tóm tắt điều luật"
        ordering = ["act", "ordinal", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["act", "key", "valid_from"], name="one_summary_a_day"),
            models.UniqueConstraint(
                fields=["act", "key"], condition=Q(valid_from__isnull=True), name="one_first_summary"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act.symbol}, {self.label}: {self.heading}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.number, self.ordinal = article_number(self.key)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": "Ngày cuối phải sau ngày đầu."})

    @property
    def label(self) -> str:
        return article_label(self.key)

    def holds_on(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or self.valid_to >= day)


_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


def article_number(key: str) -> tuple[str, int]:
    """Number and sorting place of an article key: "dieu-11a" is ("11a", 1101), "dieu-11dd" ("11đ", 1105)."""
    number = place_number(key.removeprefix("dieu-").split(".")[0])
    digits = "".join(char for char in number if char.isdigit())
    letters = number[len(digits) :]
    return number, int(digits or 0) * 100 + (_LETTERS.find(letters[0]) + 1 if letters else 0)


def article_label(key: str) -> str:
    """ "Điều 11đ" of "dieu-11dd"; the key itself where it is no article's."""
    return f"Điều {article_number(key)[0]}" if key.startswith("dieu-") else key
