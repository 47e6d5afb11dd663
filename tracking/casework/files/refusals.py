"""Why a file is not taken: the sentences a citizen reads, and the bounds they come from. Pure.

Each sentence says what is wrong and what to do next. It is also the key of its English in `locale/casework`, so numbers
stand in it as named places (`%(megabytes)s`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of one file. Sizes in bytes, areas in pixels; `ratio` is unpacked size over packed size."""

    file_bytes: int = 10 * MEGABYTE
    pixels: int = 64_000_000
    kept_pixels: int = 24_000_000
    entries: int = 2_000
    unpacked_bytes: int = 60 * MEGABYTE
    ratio: int = 250
    pdf_objects: int = 60_000


class Refusal(Exception):
    """Raised by a check; `file_checks.inspect` turns it into the answer."""

    def __init__(self, sentence: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = dict(values or {})


EMPTY = "Tệp này trống. Xin kiểm tra lại rồi gửi tệp khác."
TOO_LARGE = "Tệp lớn hơn %(megabytes)s MB. Xin chụp hoặc quét với độ phân giải thấp hơn, hay chia thành nhiều tệp."
NO_SUFFIX = "Tên tệp không có phần đuôi (như .pdf, .jpg) nên cổng không nhận ra loại tệp. Xin đặt lại tên rồi gửi lại."
UNKNOWN = "Cổng không nhận tệp .%(suffix)s. Xin gửi ảnh (JPG, PNG), PDF, Word (.docx) hoặc Excel (.xlsx)."
MISMATCH = "Tên tệp có đuôi .%(suffix)s nhưng nội dung không phải loại tệp ấy. Xin xuất lại tệp từ chương trình gốc."
SVG = "Cổng không nhận tệp SVG. Xin lưu hình thành JPG, PNG hoặc PDF rồi gửi lại."
WEB_PAGE = "Cổng không nhận trang web (HTML). Xin in trang ra PDF hoặc chụp màn hình rồi gửi lại."
PROGRAM = "Cổng không nhận chương trình hay tập lệnh. Xin gửi ảnh, PDF hoặc văn bản."
ARCHIVE = "Cổng không nhận tệp nén. Xin giải nén rồi gửi từng tệp bên trong."
OLD_OFFICE = (
    "Cổng không nhận tệp Office kiểu cũ hoặc có mật khẩu. Xin lưu lại thành .docx, .xlsx hoặc PDF, không đặt mật khẩu."
)
OTHER_OFFICE = "Cổng không nhận loại tệp văn bản này. Xin lưu lại thành .docx hoặc PDF."
OTHER_IMAGE = "Cổng không nhận loại ảnh này. Xin lưu ảnh thành JPG hoặc PNG."
OTHER_MEDIA = (
    "Cổng không nhận loại ghi âm, ghi hình này. Xin gửi tệp .mp3, .m4a hoặc .mp4; "
    "nếu không chuyển được, xin mang bản gốc đến nơi tiếp công dân."
)
MACRO = "Tệp có chứa macro (đoạn lệnh tự chạy). Xin lưu lại thành .docx, .xlsx thường hoặc PDF."
LINKED = "Tệp lấy nội dung từ nơi khác khi mở ra. Xin in ra PDF rồi gửi lại."
EMBEDDED = "Trong tệp có gói kèm tệp khác. Xin gửi riêng tệp ấy, hoặc in ra PDF rồi gửi lại."
LOCKED_PDF = "Tệp PDF có mật khẩu hoặc bị khóa. Xin gửi bản không khóa, hoặc in ra PDF mới."
ACTIVE_PDF = "Tệp PDF có đoạn lệnh hoặc lệnh tự chạy. Xin in ra PDF mới rồi gửi lại."
BROKEN = "Tệp bị hỏng, cổng không đọc được. Xin mở thử trên máy của ông/bà, lưu lại rồi gửi lại."
UNSAFE_PACKAGE = "Cấu trúc bên trong tệp không bình thường nên cổng không nhận. Xin in ra PDF rồi gửi lại."
TOO_DEEP = "Tệp mở ra quá lớn so với kích thước gửi. Xin in ra PDF hoặc chia thành nhiều tệp."
TOO_MANY_PIXELS = "Ảnh quá lớn (hơn %(megapixels)s triệu điểm ảnh). Xin giảm kích thước ảnh rồi gửi lại."
TWO_FACED = "Tệp mang hai loại nội dung chồng lên nhau nên cổng không nhận. Xin xuất lại tệp từ chương trình gốc."
NOT_TEXT = "Tệp .txt không phải văn bản thường. Xin lưu lại bằng mã UTF-8, hoặc in ra PDF."
TOO_SLOW = "Cổng không kiểm tra xong được tệp này. Xin in ra PDF hoặc chụp ảnh rồi gửi lại."
