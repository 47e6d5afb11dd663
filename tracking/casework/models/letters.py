"""Letters: their dated templates, every wording there was, numbers, and what was issued."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from tracking.organisation.models import Agency

from ..letters.catalogue import AUDIENCE_NAMES, LETTER_NAMES, LetterKey
from ..sealing.encryption import EncryptedJSONField, EncryptedTextField
from .case import KIND_CHOICES, Case

LETTER_CHOICES = [(key.value, name) for key, name in LETTER_NAMES.items()]
AUDIENCE_CHOICES = [(audience.value, name) for audience, name in AUDIENCE_NAMES.items()]
CONFIDENCE_CHOICES = [("V", "đã đọc văn bản"), ("S", "nguồn thứ cấp"), ("G", "cần kiểm tra")]
WORDING_FIELDS = ("name_line", "summary", "addressees", "body", "recipients")


class WordingTexts(models.Model):
    """The texts of a letter in the language of `letters.language`; head, number and signature are the layout's."""

    name_line = models.CharField(
        "tên loại văn bản", max_length=120, blank=True, help_text="In hoa, ví dụ THÔNG BÁO. Công văn để trống."
    )
    summary = models.TextField(
        "trích yếu", blank=True, help_text="Về việc gì. Công văn phải có: in dưới số, sau chữ «V/v»."
    )
    addressees = models.TextField("kính gửi", blank=True, help_text="Mỗi nơi một dòng; không có thì để trống.")
    body = models.TextField("nội dung")
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi nơi một dòng, không cần gạch đầu dòng.")

    class Meta:
        abstract = True


class LetterTemplate(WordingTexts):
    """One letter of one kind of petition while its form is in force. `version` grows with every saved wording."""

    key = models.CharField("văn bản", max_length=40, choices=LETTER_CHOICES)
    kind = models.CharField("loại đơn", max_length=12, choices=KIND_CHOICES)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    form_number = models.CharField(
        "số mẫu", max_length=20, blank=True, help_text="Chỉ ghi khi pháp luật có mẫu. Văn bản tự soạn để trống."
    )
    source = models.CharField("nguồn", max_length=300)
    citation = models.CharField("điều khoản", max_length=120, blank=True, help_text="Khóa, ví dụ 02/2011/QH13#dieu-27")
    confidence = models.CharField("độ tin cậy", max_length=1, choices=CONFIDENCE_CHOICES, default="G")
    abbreviation = models.CharField(
        "chữ viết tắt tên loại", max_length=10, blank=True, help_text="TB, QĐ, BC… trong ký hiệu; công văn để trống."
    )
    is_numbered = models.BooleanField("lấy số", default=True, help_text="Biên bản thường không lấy số.")
    audience = models.CharField("gửi cho", max_length=10, choices=AUDIENCE_CHOICES, default="others")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"
        ordering = ["kind", "key", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["key", "kind", "valid_from"], name="one_template_from_a_day")]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_kind_display().lower()})"

    @property
    def title(self) -> str:
        return LETTER_NAMES[LetterKey(self.key)]


class LetterWording(WordingTexts):
    """A wording as it was saved, for good: an issued letter names the one it was made from."""

    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField("bản")
    saved_at = models.DateTimeField("lưu lúc", default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lưu"
    )

    class Meta:
        verbose_name = "bản lời văn"
        verbose_name_plural = "bản lời văn"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["template", "version"], name="one_wording_a_version")]

    def __str__(self) -> str:
        return f"{self.template}, bản {self.version}"


class LetterHead(models.Model):
    """How an agency's letters are headed, numbered and signed. Rows of the starter are proposals to be checked."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="letter_head", verbose_name="cơ quan")
    parent_line = models.CharField("tên cơ quan chủ quản", max_length=200, blank=True)
    symbol = models.CharField(
        "chữ viết tắt tên cơ quan", max_length=20, help_text="Phần sau trong ký hiệu: UBND cho 01/TB-UBND."
    )
    unit = models.CharField(
        "đơn vị soạn thảo", max_length=20, blank=True, help_text="Đứng cuối ký hiệu công văn: TCD cho 01/UBND-TCD."
    )
    place = models.CharField("địa danh", max_length=80, default="Hải Phòng")
    authority = models.CharField(
        "quyền hạn, chức vụ người ký", max_length=200, help_text="Ví dụ: TM. ỦY BAN NHÂN DÂN | CHỦ TỊCH", blank=True
    )
    signer = models.CharField("họ tên người ký", max_length=120, blank=True)
    office_title = models.CharField(
        "chức danh người có thẩm quyền", max_length=200, blank=True, help_text="Ví dụ: Chủ tịch Ủy ban nhân dân phường"
    )
    series_by_type = models.BooleanField(
        "mỗi loại văn bản một dãy số",
        default=True,
        help_text="Bỏ chọn nếu cơ quan đánh số chung mọi loại (Nghị định 30/2020/NĐ-CP Điều 15 khoản 1 điểm c).",
    )
    needs_clearance = models.BooleanField(
        "thủ trưởng ký duyệt trên cổng",
        default=True,
        help_text="Văn bản lấy số sau khi thủ trưởng ký duyệt trên cổng. Bỏ chọn nếu cơ quan ký duyệt trên giấy.",
    )
    confidence = models.CharField("độ tin cậy", max_length=1, choices=CONFIDENCE_CHOICES, default="G")

    class Meta:
        verbose_name = "thể thức văn bản của cơ quan"
        verbose_name_plural = "thể thức văn bản của cơ quan"
        ordering = ["agency__sort_name"]

    def __str__(self) -> str:
        return f"{self.agency}: {self.symbol}"


class LetterCounter(models.Model):
    """The last number of a series in a year: one row, locked by whoever takes the next."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=10, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số văn bản"
        verbose_name_plural = "số văn bản"
        constraints = [models.UniqueConstraint(fields=["agency", "year", "series"], name="one_counter_a_series")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.series}: {self.last}"


class Letter(models.Model):
    """A letter that was issued: never changed, never deleted. What was asked of the officer is kept encrypted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    key = models.CharField("văn bản", max_length=40, choices=LETTER_CHOICES)
    # None: issued outside the portal, on paper.
    wording = models.ForeignKey(LetterWording, models.PROTECT, null=True, related_name="letters")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="letters", verbose_name="cơ quan ban hành")
    audience = models.CharField("gửi cho", max_length=10, choices=AUDIENCE_CHOICES)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=10, blank=True)
    number = models.PositiveIntegerField("số", null=True)
    symbol = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành")
    issued_at = models.DateTimeField("ban hành lúc", default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập")
    answers = EncryptedJSONField("phần đã điền", default=dict)

    class Meta:
        verbose_name = "văn bản đã ban hành"
        verbose_name_plural = "văn bản đã ban hành"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "series", "number"], name="one_letter_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} {self.symbol}".strip()

    @property
    def is_outside(self) -> bool:
        return self.wording_id is None

    @property
    def why_no_scan(self) -> str:
        """Said of a letter on paper whose scan was not there when it was recorded."""
        return str(self.answers.get("no_scan", ""))

    def paper(self) -> LetterFile | None:
        """What a reader takes home: the latest signed scan, or the PDF as it was issued."""
        files = sorted(self.files.all(), key=lambda file: (file.role == LetterFile.Role.SCAN, file.pk))
        readable = [file for file in files if file.role != LetterFile.Role.DOCX]
        return readable[-1] if readable else None


class LetterFile(models.Model):
    """A file of an issued letter, encrypted like every paper. `issued_sha256` is the hash of the plain bytes: it proves
    which file was issued. `sha256` is that of the stored bytes, as of every paper."""

    class Role(models.TextChoices):
        PDF = "pdf", "Bản PDF"
        DOCX = "docx", "Bản Word"
        SCAN = "scan", "Bản đã ký, đóng dấu"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="files")
    role = models.CharField("loại", max_length=5, choices=Role.choices)
    stored_name = models.CharField(max_length=120, unique=True, editable=False)
    shown_name = EncryptedTextField("tên tệp")
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveBigIntegerField("dung lượng")
    sha256 = models.CharField(max_length=64)
    issued_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField("lưu lúc", default=timezone.now)

    class Meta:
        verbose_name = "tệp của văn bản"
        verbose_name_plural = "tệp của văn bản"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.letter}"


class LetterSending(models.Model):
    """That an issued letter was sent, on which day and how: once. Its event tells the clock; a correction is another
    event, which keeps the day that stood before."""

    class Way(models.TextChoices):
        HAND = "hand", "Giao trực tiếp, có ký nhận"
        POST = "post", "Gửi bảo đảm qua bưu chính"
        ELECTRONIC = "electronic", "Gửi điện tử, có ký số"
        OTHER = "other", "Cách khác, có ghi trong hồ sơ giấy"

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="sending", verbose_name="văn bản")
    sent_on = models.DateField("ngày gửi")
    way = models.CharField("cách gửi", max_length=10, choices=Way.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    recorded_at = models.DateTimeField("ghi lúc", default=timezone.now)

    class Meta:
        verbose_name = "việc gửi văn bản"
        verbose_name_plural = "việc gửi văn bản"

    def __str__(self) -> str:
        return f"{self.letter}: gửi ngày {self.sent_on:%d/%m/%Y}"


class LetterProposal(models.Model):
    """A letter laid before the head of the agency: it has no number yet. Signed, it becomes one letter, once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ ký duyệt"
        SIGNED = "signed", "Đã ký duyệt"
        RETURNED = "returned", "Trả lại"

    case = models.ForeignKey(Case, models.PROTECT, related_name="letter_proposals")
    key = models.CharField("văn bản", max_length=40, choices=LETTER_CHOICES)
    wording = models.ForeignKey(LetterWording, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan")
    answers = EncryptedJSONField("phần đã điền", default=dict)
    state = models.CharField("tình trạng", max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người trình")
    asked_at = models.DateTimeField("trình lúc", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người duyệt"
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True)
    remark = EncryptedTextField("ý kiến", blank=True)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        verbose_name = "văn bản trình ký"
        verbose_name_plural = "văn bản trình ký"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=models.Q(state="waiting"), name="one_waiting_proposal_of_a_letter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} – {self.get_state_display().lower()}"
