"""Guidance: how complaint, denunciation, proposal and feedback differ, and how to send one. Law of 23/11/2026."""

import datetime as dt
from typing import Any

from portal.starter_pages.kinds_compared import (
    COMPLAINTS,
    DENUNCIATIONS,
    RECEPTION,
    complaint,
    denunciation,
    proposal_and_feedback,
)
from portal.starter_pages.wording import Block, Wording


def four_kinds(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(
            (
                "Khiếu nại, tố cáo, kiến nghị, phản ánh: khác nhau thế nào và gửi ra sao",
                "Complaint, denunciation, proposal, feedback: how they differ and how to send one",
            )
        ),
        "slug": w.same("bon-loai-don"),
        "on_home": True,
        "summary": w.say(
            (
                "Đòi quyền lợi của mình là khiếu nại. Báo người khác làm sai là tố cáo. Góp ý là kiến nghị. "
                "Báo tin là phản ánh. Chọn đúng loại thì đơn được giải quyết nhanh và ông/bà được đúng quyền của mình.",
                "Asking for your own rights is a complaint. Reporting someone’s wrongdoing is a denunciation. "
                "Suggesting is a proposal. Telling us what is happening is feedback. The right kind gets a quicker "
                "answer and the rights that go with it.",
            )
        ),
        "form": w.say(
            (
                "Cổng soạn sẵn đơn từ những gì ông/bà viết; khiếu nại theo Mẫu số 01 của Nghị định 124/2020.",
                "The portal prepares the form from what you write; complaints use Form 01 of Decree 124/2020.",
            )
        ),
        "fee": w.say(("Gửi qua cổng này không mất tiền.", "Sending through this portal costs nothing.")),
        "time": w.say(
            (
                "Khiếu nại và tố cáo: có trả lời thụ lý hay không trong 07 ngày làm việc, giải quyết trong 30 ngày; "
                "việc phức tạp lâu hơn. Kiến nghị, phản ánh: 10 ngày làm việc.",
                "Complaints and denunciations: told within 7 working days whether yours is accepted, settled within "
                "30 days, longer if complex. Proposals and feedback: 10 working days.",
            )
        ),
        "office": w.say(
            (
                "Cơ quan có thẩm quyền: xã, phường, đặc khu, sở, ngành hoặc UBND thành phố. Gửi nhầm thì được hướng "
                "dẫn "
                "hoặc chuyển giúp.",
                "The competent office: commune, ward, special zone, department or the City People’s Committee. "
                "If you pick the wrong one you are guided, or it is passed on.",
            )
        ),
        "law_keys": "\n".join(
            [f"{COMPLAINTS}#dieu-2", f"{DENUNCIATIONS}#dieu-2", f"{RECEPTION}#dieu-2", f"{RECEPTION}#dieu-28"]
        ),
        "reviewed_on": dt.date(2026, 11, 23),
        "body": [*_choose(w), *_kinds(w), *_send(w), *_after(w), *_questions(w)],
    }


def _choose(w: Wording) -> list[Block]:
    return [
        w.heading(("Hỏi mình ba câu", "Ask yourself three questions")),
        w.steps(
            (
                (
                    "Có một quyết định hay việc làm của cơ quan, cán bộ nhà nước làm thiệt cho chính tôi?",
                    "Has a decision or act of a public office or official harmed me myself?",
                ),
                (
                    "Nếu có, và ông/bà muốn nó được xem lại: đó là khiếu nại.",
                    "If so, and you want it reviewed: that is a complaint.",
                ),
            ),
            (
                ("Tôi muốn báo một người làm trái pháp luật?", "Do I want to report someone who broke the law?"),
                (
                    "Nếu có, dù ông/bà có bị thiệt hay không: đó là tố cáo. Danh tính của ông/bà được giữ kín.",
                    "If so, whether or not you were harmed: that is a denunciation. Your identity is kept secret.",
                ),
            ),
            (
                ("Tôi muốn góp ý hoặc báo một tình trạng chung?", "Do I want to suggest or report something general?"),
                (
                    "Đề xuất cách làm tốt hơn là kiến nghị; báo tin về một việc đang xảy ra là phản ánh.",
                    "Suggesting a better way is a proposal; telling us what is going on is feedback.",
                ),
            ),
        ),
        w.text(
            (
                "Vẫn chưa chắc? Trang gửi đơn hỏi từng câu một và gợi ý loại đơn; ông/bà luôn có thể đổi lại trước "
                "khi gửi.",
                "Still unsure? The sending page asks one question at a time and suggests a kind; you can always "
                "change it "
                "before sending.",
            )
        ),
        w.action("casework:adviser", ("Để cổng giúp tôi chọn", "Help me choose")),
    ]


def _kinds(w: Wording) -> list[Block]:
    return [
        w.heading(("Bốn loại đơn, đặt cạnh nhau", "The four kinds, side by side")),
        complaint(w),
        denunciation(w),
        proposal_and_feedback(w),
        w.notice(
            "warn",
            ("Một đơn, một loại việc", "One petition, one kind of matter"),
            (
                "Đơn vừa khiếu nại vừa tố cáo sẽ được hướng dẫn tách ra, vì mỗi loại có người giải quyết, thời hạn và "
                "cách giữ bí mật khác nhau. Tách sẵn từ đầu thì nhanh hơn.",
                "If one petition holds both a complaint and a denunciation you will be asked to split it, because each "
                "has its own settler, time limits and rules of secrecy. Splitting it from the start saves time.",
            ),
        ),
        w.law(f"{RECEPTION}#dieu-25"),
    ]


def _send(w: Wording) -> list[Block]:
    return [
        w.heading(("Gửi qua cổng: sáu bước", "Sending through the portal: six steps")),
        w.steps(
            (
                ("Chọn loại đơn và nơi nhận", "Choose the kind and the office"),
                (
                    "Không cần tài khoản. Chưa biết gửi cho ai thì chọn nơi ông/bà ở.",
                    "No account needed. If you do not know the office, choose the place where you live.",
                ),
            ),
            (
                ("Viết điều đã xảy ra và điều ông/bà đề nghị", "Write what happened and what you ask for"),
                (
                    "Ngắn cũng được, nhưng nêu rõ: việc gì, ở đâu, ngày nào, của ai.",
                    "It may be short, but say what, where, when and whose doing.",
                ),
            ),
            (
                ("Kèm giấy tờ nếu có", "Attach papers if you have them"),
                (
                    "Ảnh chụp hoặc PDF. Nơi chụp và các dữ liệu ẩn trong ảnh được xóa trước khi lưu.",
                    "Photos or PDF. Location and other hidden data are removed from photos before they are kept.",
                ),
            ),
            (
                ("Đọc lại rồi gửi", "Read it over and send"),
                (
                    "Trang kiểm tra cho thấy toàn bộ đơn; sửa chỗ nào cũng được.",
                    "The check page shows everything; you can change any part.",
                ),
            ),
            (
                ("Giữ mã hồ sơ và biên nhận", "Keep the code and the receipt"),
                (
                    "Mã hồ sơ là chìa khóa duy nhất để xem hồ sơ. Xin chép ra giấy hoặc in trang biên nhận; "
                    "đừng đưa mã cho người khác.",
                    "The code is the only key to your file. Write it down or print the receipt, "
                    "and give the code to nobody.",
                ),
            ),
            (
                ("Ký đơn khiếu nại, tố cáo", "Sign a complaint or denunciation"),
                (
                    "In đơn đã điền sẵn, ký tên hoặc điểm chỉ, rồi gửi bản chụp trong trang hồ sơ hoặc nộp tại nơi "
                    "tiếp "
                    "công dân. Kiến nghị, phản ánh không cần ký để gửi.",
                    "Print the filled-in form, sign it or add your fingerprint, then send a photo of it from your "
                    "case page "
                    "or bring it to a reception office. Proposals and feedback need no signature to be sent.",
                ),
            ),
        ),
        w.action("casework:adviser", ("Bắt đầu gửi đơn", "Start")),
        w.heading(("Không tiện dùng mạng", "If you would rather not use the internet")),
        w.text(
            (
                "Ông/bà có thể đến nơi tiếp công dân, gửi đơn giấy qua bưu điện, hoặc nhờ người thân gửi giúp qua "
                "cổng. "
                "Tố cáo phải bằng đơn hoặc trình bày trực tiếp; gọi điện hay gửi thư điện tử không được coi là tố cáo.",
                "You may come to a reception office, post a paper petition, or ask a relative to send it here for you. "
                "A denunciation must be in writing or made in person; a phone call or an email does not count as one.",
            )
        ),
        w.law(f"{DENUNCIATIONS}#dieu-22", f"{COMPLAINTS}#dieu-8"),
        w.action("reception:timetable", ("Xem lịch tiếp công dân", "See the reception timetable")),
    ]


def _after(w: Wording) -> list[Block]:
    return [
        w.heading(("Sau khi gửi", "After you have sent it")),
        w.bullet_list(
            (
                "Ngay lập tức: biên nhận có ngày, giờ, nơi nhận và số tham chiếu.",
                "At once: a receipt with day, hour, office and reference number.",
            ),
            (
                "Trong những ngày đầu: cơ quan xem đơn có đủ điều kiện không, rồi thụ lý, hướng dẫn, chuyển hoặc từ "
                "chối – "
                "lần nào cũng nêu lý do và căn cứ.",
                "In the first days: the office checks the conditions, then accepts, guides, passes on or refuses – "
                "each time with the reason and the article.",
            ),
            (
                "Bất cứ lúc nào: nhập mã hồ sơ để xem đơn đến bước nào, hạn đến ngày nào, nhắn hoặc gửi thêm giấy tờ.",
                "At any time: enter the code to see the step reached and the due date, write a message or add papers.",
            ),
        ),
        w.action("casework:lookup", ("Tra cứu hồ sơ của tôi", "Look up my case")),
    ]


def _questions(w: Wording) -> list[Block]:
    return [
        w.heading(("Hay được hỏi", "Often asked")),
        w.questions(
            (
                ("Chọn nhầm loại thì sao?", "What if I chose the wrong kind?"),
                (
                    "Đơn không mất. Cơ quan nhận đơn xem nội dung chứ không chỉ tên gọi, và hướng dẫn ông/bà nếu cần "
                    "làm lại.",
                    "Nothing is lost. The office looks at the content and not only at the name, and tells you if it "
                    "has to "
                    "be done again.",
                ),
                f"{RECEPTION}#dieu-25",
            ),
            (
                ("Tôi bị mất mã hồ sơ.", "I have lost my code."),
                (
                    "Mã không lưu ở đâu nên không ai đọc lại được. Xin đến nơi tiếp công dân, mang giấy tờ tùy thân "
                    "và biên "
                    "nhận nếu còn.",
                    "The code is not stored, so nobody can read it back to you. Please come to the reception office "
                    "with "
                    "your identity papers, and the receipt if you still have it.",
                ),
                "",
            ),
            (
                ("Tôi có được nhờ luật sư không?", "May I use a lawyer?"),
                (
                    "Được. Người khiếu nại có quyền nhờ luật sư; người thuộc diện trợ giúp pháp lý được trợ giúp "
                    "viên pháp "
                    "lý giúp miễn phí.",
                    "Yes. A complainant may be helped by a lawyer; those entitled to legal aid are helped free of "
                    "charge.",
                ),
                f"{COMPLAINTS}#dieu-12",
            ),
            (
                ("Nhiều người cùng một việc thì gửi thế nào?", "How do several people send one matter?"),
                (
                    "Cử người đại diện: từ 5 đến 10 người thì 1 hoặc 2 người đại diện; trên 10 người có thể thêm, "
                    "nhưng "
                    "không quá 5 người.",
                    "Appoint representatives: one or two for 5 to 10 people; more for over 10 people, but never "
                    "above five.",
                ),
                f"{RECEPTION}#dieu-29",
            ),
            (
                ("Gửi cùng một đơn đến nhiều nơi có nhanh hơn không?", "Is it quicker to send it to many offices?"),
                (
                    "Không. Đơn đã gửi đến đúng cơ quan thì các nơi khác không xử lý nữa.",
                    "No. Once the right office has it, the others do not handle it.",
                ),
                f"{DENUNCIATIONS}#dieu-24",
            ),
        ),
    ]
