"""Privacy notice under Law 91/2025, which we know at second hand only: the office must confirm it."""

import datetime as dt
from typing import Any

from portal.starter_pages.wording import Block, Wording

PERSONAL_DATA = "91/2025/QH15"
DENUNCIATIONS = "25/2018/QH14"
RECEPTION = "42/2013/QH13"


def privacy(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Dữ liệu cá nhân của ông/bà", "Your personal data")),
        "slug": w.same("du-lieu-ca-nhan"),
        "summary": w.say(
            (
                "Chúng tôi hỏi gì, để làm gì, ai đọc được, giữ ra sao – và ông/bà có quyền gì.",
                "What we ask for and why, who can read it, how it is kept – and what rights you have.",
            )
        ),
        "reviewed_on": dt.date(2026, 11, 23),
        "body": [*_purpose(w), *_readers(w), *_keeping(w), *_rights(w)],
    }


def _purpose(w: Wording) -> list[Block]:
    return [
        w.notice(
            "warn",
            ("Bản này chờ cơ quan xác nhận", "Waiting for the office’s confirmation"),
            (
                "Phần dẫn Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 được soạn từ tài liệu thứ cấp, chưa đối chiếu với "
                "nguyên "
                "văn. Cán bộ pháp chế của cơ quan xác nhận xong sẽ bỏ dòng này.",
                "What is said here of the Law on Personal Data Protection 91/2025/QH15 rests on secondary sources "
                "and has "
                "not been checked against its text. This line goes when the office’s lawyers have confirmed it.",
            ),
        ),
        w.heading(("Chúng tôi hỏi gì và để làm gì", "What we ask for, and why")),
        w.bullet_list(
            (
                "Họ tên, địa chỉ, cách liên hệ: để biết ai gửi đơn, gửi trả lời và làm đúng thủ tục luật định.",
                "Name, address, contact: to know who writes, to answer, and to follow the procedure the law sets.",
            ),
            (
                "Nội dung đơn và giấy tờ kèm theo: để xem xét và giải quyết.",
                "The petition and its papers: to examine and settle it.",
            ),
            (
                "Số giấy tờ tùy thân: chỉ khi thủ tục đòi hỏi; không bao giờ xuất hiện trong địa chỉ trang hay thư "
                "điện tử.",
                "Identity number: only where the procedure requires it; never in a web address or an email.",
            ),
        ),
        w.text(
            (
                "Việc xử lý dựa trên nhiệm vụ tiếp công dân và giải quyết đơn mà luật giao cho cơ quan nhà nước, "
                "cùng với sự "
                "đồng ý của ông/bà khi bấm gửi. Dữ liệu không được dùng cho việc khác.",
                "The ground is the duty the law gives public offices to receive citizens and settle petitions, "
                "together "
                "with your consent when you press send. The data is used for nothing else.",
            ),
        ),
        w.law(f"{RECEPTION}#dieu-25", PERSONAL_DATA),
    ]


def _readers(w: Wording) -> list[Block]:
    return [
        w.heading(("Ai đọc được", "Who can read it")),
        w.bullet_list(
            (
                "Khiếu nại, kiến nghị, phản ánh: cán bộ được giao của cơ quan đang xử lý. Ban Tiếp công dân, Văn phòng "
                "Ủy ban nhân dân và Thanh tra thành phố theo dõi được nội dung, không thấy tên và địa chỉ. Thông tin "
                "của ông/bà được mã hóa trong máy chủ.",
                "Complaint, proposal, feedback: the officers in charge at the handling office. The city’s Reception "
                "Board, Committee Office and Inspectorate can follow the content, but see no name or address. Your "
                "details are encrypted on the server.",
            ),
            (
                "Tố cáo: danh tính và giấy tờ gốc được niêm phong bằng khóa của người giữ danh tính. Cán bộ giải "
                "quyết không "
                "mở được; mỗi lần mở đều ghi lại.",
                "Denunciation: your identity and original papers are sealed with the custodian’s key. The officers who "
                "settle it cannot open them, and every opening is recorded.",
            ),
            (
                "Khi đơn phải chuyển sang cơ quan có thẩm quyền khác, chỉ phần cần cho việc giải quyết được chuyển "
                "theo.",
                "When a petition has to go to another competent office, only what it needs goes along.",
            ),
            (
                "Không bán, không chia sẻ cho quảng cáo, không có mã theo dõi của bên thứ ba trên cổng này.",
                "Nothing is sold or given to advertisers, and no third party tracks you on this portal.",
            ),
        ),
        w.law(f"{DENUNCIATIONS}#dieu-8", f"{DENUNCIATIONS}#dieu-56"),
    ]


def _keeping(w: Wording) -> list[Block]:
    return [
        w.heading(("Giữ ra sao, bao lâu", "How it is kept, and for how long")),
        w.bullet_list(
            (
                "Xem trang thông tin: không cookie, không phiên đăng nhập.",
                "Reading public pages: no cookies, no session.",
            ),
            (
                "Đang viết dở: bản nháp được mã hóa bằng khóa chỉ có trong trang ông/bà đang mở, tự xóa sau 24 giờ.",
                "A half-written form: encrypted with a key held only by the page you have open, deleted after 24 "
                "hours.",
            ),
            (
                "Tra cứu: một cookie ký, hết hạn sau ít phút, không chứa mã hồ sơ.",
                "Looking up: one signed cookie that soon expires and does not hold your code.",
            ),
            (
                "Mã hồ sơ: máy chủ chỉ giữ dấu vết đã băm, không giữ mã.",
                "The code: the server keeps a keyed hash of it, never the code.",
            ),
            (
                "Hồ sơ vụ việc: lưu theo thời hạn pháp luật quy định cho từng loại, rồi hủy hoặc ẩn danh.",
                "The case file: kept for the period the law sets for its kind, then destroyed or made anonymous.",
            ),
        ),
    ]


def _rights(w: Wording) -> list[Block]:
    return [
        w.heading(("Quyền của ông/bà", "Your rights")),
        w.bullet_list(
            (
                "Được biết dữ liệu nào của mình đang được xử lý và xem lại: dùng mã hồ sơ trên trang tra cứu.",
                "To know which of your data is processed and to see it: use your code on the look-up page.",
            ),
            (
                "Yêu cầu sửa điều sai, bổ sung điều thiếu: nhắn trong trang hồ sơ.",
                "To have errors corrected and gaps filled: write a message on your case page.",
            ),
            (
                "Rút đơn hoặc rút lại sự đồng ý. Phần hồ sơ mà luật buộc cơ quan phải lưu thì vẫn được lưu.",
                "To withdraw the petition or your consent. What the law obliges the office to keep is still kept.",
            ),
            (
                "Khiếu nại, khởi kiện khi dữ liệu của mình bị xử lý trái pháp luật.",
                "To complain or go to court if your data is handled unlawfully.",
            ),
        ),
        w.text(
            (
                "Dùng máy chung? Sau khi xong, xin đóng trình duyệt và cất giấy ghi mã ở nơi chỉ ông/bà biết.",
                "On a shared computer? Close the browser when you have finished and keep the code where only you can "
                "find it.",
            ),
        ),
        w.law(PERSONAL_DATA),
        w.action("casework:lookup", ("Tra cứu hồ sơ của tôi", "Look up my case")),
    ]
