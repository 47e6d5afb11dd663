"""What waits in the library for a librarian, counted, each with the board that settles it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from . import quality
from .models import Amendment, ErrorReport, ImportItem, LibraryEdit, OutgoingMail, RivalCopy, Summary


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work; `url` is empty where nobody but the worker or the operator does anything about it."""

    label: str
    count: int
    url: str = ""
    note: str = ""


def waiting() -> list[Waiting]:
    """Every kind of work, what a second person owes the public first."""
    edits = LibraryEdit.objects.filter(state=LibraryEdit.State.WAITING)
    amendments = Amendment.objects.all()
    copies = RivalCopy.objects.all()
    items = ImportItem.objects.all()
    board, folders, other = reverse("law_edits"), reverse("law_batches"), reverse("law_rivals")
    changes, doubts = reverse("law_amendments"), reverse("law_quality")
    reports = ErrorReport.objects.filter(state=ErrorReport.State.OPEN)
    return [
        Waiting("Báo lỗi của người đọc chờ xem", reports.count(), reverse("law_reports")),
        Waiting("Đề nghị chờ duyệt (thông tin, quan hệ, tóm tắt…)", edits.count(), board),
        Waiting("Thao tác sửa đổi chờ xác nhận", amendments.filter(state=Amendment.State.CHECKED).count(), changes),
        Waiting("Thao tác sửa đổi chờ kiểm tra", amendments.filter(state=Amendment.State.PROPOSED).count(), changes),
        Waiting("Tệp đã đọc, chờ xác nhận", items.filter(state=ImportItem.State.READ).count(), folders),
        Waiting("Bản quét chờ bản chữ", items.filter(state=ImportItem.State.SCAN).count(), folders),
        Waiting("Bản khác đã đề nghị, chờ xác nhận", copies.filter(state=RivalCopy.State.ASKED).count(), other),
        Waiting("Bản khác chờ chọn", copies.filter(state=RivalCopy.State.WAITING).count(), other),
        Waiting("Tóm tắt còn là bản nháp", unproposed_drafts().count(), f"{board}#ban-nhap"),
        Waiting("Văn bản có chỗ cần xem lại khi đọc tệp", quality.read_with_doubt().count(), f"{doubts}#can-xem-lai"),
        Waiting("Văn bản đã bị thay thế, chưa ghi ngày hết hiệu lực", quality.ended().count(), f"{doubts}#da-thay-the"),
        Waiting("Văn bản chưa rõ ngày ban hành", quality.undated().count(), f"{doubts}#chua-ro-ngay"),
        Waiting(
            "Thư cho người theo dõi chưa gửi được",
            OutgoingMail.objects.filter(tries__gt=0).count(),
            note="Máy tự gửi lại; kéo dài quá một ngày thì xin báo người vận hành máy chủ.",
        ),
    ]


def unproposed_drafts() -> QuerySet[Summary]:
    """Summaries nobody has asked to make public: refused or taken back, to be mended or deleted."""
    edits = LibraryEdit.objects.filter(what=LibraryEdit.What.SUMMARY, state=LibraryEdit.State.WAITING)
    # One NULL among the values would make NOT IN true of no row.
    proposed = edits.filter(row_id__isnull=False).values("row_id")
    return Summary.objects.filter(published=False).exclude(pk__in=proposed)
