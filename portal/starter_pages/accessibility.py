"""Accessibility statement: what the portal promises, what it does not do yet, whom to tell."""

import datetime as dt
from typing import Any

from portal.starter_pages.wording import Wording


def accessibility(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Tuyên bố về khả năng tiếp cận", "Accessibility statement")),
        "slug": w.same("tiep-can"),
        "summary": w.say(
            (
                "Cổng này được làm để người già, người khiếm thị, người dùng điện thoại nhỏ hoặc mạng chậm đều gửi "
                "đơn và "
                "theo dõi đơn được.",
                "This portal is built so that people who are old or blind, or who have a small phone or a slow "
                "line, can hand in a petition and follow it.",
            )
        ),
        "reviewed_on": dt.date(2026, 11, 23),
        "body": [
            w.heading(("Chúng tôi làm theo chuẩn nào", "The standard we follow")),
            w.text(
                (
                    "Cổng được xây dựng theo WCAG 2.2 mức AA, chuẩn quốc tế về khả năng tiếp cận của trang mạng, và "
                    "theo yêu "
                    "cầu của pháp luật Việt Nam về hỗ trợ người khuyết tật tiếp cận thông tin trên môi trường số.",
                    "The portal is built to WCAG 2.2 level AA, the international standard for accessible web pages, "
                    "and to "
                    "what Vietnamese law asks for people with disabilities.",
                ),
            ),
            w.law("224/2026/NĐ-CP#dieu-10", "26/2020/TT-BTTTT"),
            w.heading(("Ông/bà có thể", "What you can do")),
            w.bullet_list(
                ("Dùng mọi chức năng chỉ bằng bàn phím.", "Use every function with the keyboard alone."),
                ("Nghe trang bằng trình đọc màn hình.", "Listen to the pages with a screen reader."),
                (
                    "Phóng chữ to gấp đôi mà không mất nội dung; đọc trên màn hình rộng 320 điểm ảnh.",
                    "Double the size of the text without losing anything; read on a screen 320 pixels wide.",
                ),
                (
                    "Gửi đơn và tra cứu khi trình duyệt tắt JavaScript hoặc mạng rất chậm.",
                    "Send and follow a petition with JavaScript switched off or on a very slow line.",
                ),
                (
                    "Chọn nền sáng hoặc nền tối theo máy của mình; đọc được cả khi không phân biệt màu.",
                    "Have a light or dark page as your device is set; read everything without telling colours apart.",
                ),
                (
                    "Trả lời câu hỏi chống máy tự động bằng chữ hoặc bằng tiếng nói.",
                    "Answer the question that keeps robots out by reading it or by listening to it.",
                ),
                (
                    "In biên nhận, hồ sơ, văn bản trên giấy A4.",
                    "Print the receipt, the case and the law on A4 paper.",
                ),
            ),
            w.heading(("Chỗ chưa được", "What is not good enough yet")),
            w.bullet_list(
                (
                    "Giấy tờ do người dân hoặc cơ quan chụp, quét gửi lên có thể không đọc được bằng trình đọc màn "
                    "hình.",
                    "Papers photographed or scanned by citizens or offices may be unreadable to a screen reader.",
                ),
                (
                    "Văn bản pháp luật chỉ có tiếng Việt; bản tiếng Anh của cổng chỉ gồm hướng dẫn, lịch và các mẫu "
                    "nhập.",
                    "Legal texts are in Vietnamese only; the English side covers guidance, timetable and forms.",
                ),
                (
                    "Chưa có bản ngôn ngữ ký hiệu và bản dễ đọc cho người khuyết tật trí tuệ.",
                    "There is no sign language and no easy-read version yet.",
                ),
            ),
            w.heading(("Gặp khó khăn?", "Having trouble?")),
            w.text(
                (
                    "Xin đến nơi tiếp công dân hoặc liên hệ theo địa chỉ ở cuối trang, nói rõ trang nào và ông/bà "
                    "dùng thiết "
                    "bị gì. Ông/bà luôn có thể nộp đơn giấy hoặc trình bày trực tiếp; quyền của ông/bà không thay đổi.",
                    "Please come to a reception office or use the contact at the foot of the page, saying which page "
                    "it was "
                    "and what device you use. You can always hand in paper or speak in person; your rights are the "
                    "same.",
                ),
            ),
            w.action("reception:timetable", ("Tìm nơi tiếp công dân", "Find a reception office")),
        ],
    }
