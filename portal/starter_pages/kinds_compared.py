"""The four kinds of petition by the same lines, for the guidance page. Law of 23/11/2026."""

from portal.starter_pages.wording import Block, Wording

COMPLAINTS = "02/2011/QH13"
DENUNCIATIONS = "25/2018/QH14"
RECEPTION = "42/2013/QH13"

WHEN = ("Khi nào dùng", "Use it when")
WHO = ("Ai được gửi", "Who may send it")
WHERE = ("Gửi cho ai", "Whom to address")
SIGNATURE = ("Chữ ký", "Signature")
SECRECY = ("Giữ bí mật", "Secrecy")
LIMIT = ("Hạn để gửi", "Time limit for you")
ANSWER = ("Bao lâu có trả lời", "How long it takes")
DISAGREE = ("Nếu không đồng ý", "If you disagree")


def complaint(w: Wording) -> Block:
    return w.facts(
        ("Khiếu nại", "Complaint"),
        ("Xin xem lại một quyết định hoặc việc làm.", "Asking for a decision or act to be reviewed."),
        [
            (
                WHEN,
                (
                    "Ông/bà có căn cứ cho rằng quyết định hành chính, hành vi hành chính hoặc quyết định kỷ luật cán "
                    "bộ, "
                    "công chức trái pháp luật và xâm phạm quyền, lợi ích của chính mình.",
                    "You have grounds to believe that an administrative decision or act, or a disciplinary decision "
                    "against an official, is unlawful and infringes your own rights or interests.",
                ),
                f"{COMPLAINTS}#dieu-2",
            ),
            (
                WHERE,
                (
                    "Lần đầu: người đã ra quyết định hoặc cơ quan có người đã làm việc đó.",
                    "First instance: whoever made the decision, or the office whose official acted.",
                ),
                f"{COMPLAINTS}#dieu-7",
            ),
            (
                SIGNATURE,
                ("Phải ký tên hoặc điểm chỉ.", "Your signature or fingerprint is required."),
                f"{COMPLAINTS}#dieu-8",
            ),
            (
                LIMIT,
                (
                    "90 ngày từ khi nhận hoặc biết được quyết định, việc làm. Thời gian ốm đau, thiên tai, đi xa "
                    "hoặc gặp "
                    "trở ngại khách quan không tính.",
                    "90 days from receiving or learning of the decision or act. Illness, disaster, travel and other "
                    "objective obstacles do not count.",
                ),
                f"{COMPLAINTS}#dieu-9",
            ),
            (
                ANSWER,
                (
                    "Báo thụ lý hay không: 07 ngày làm việc. Giải quyết lần đầu: 30 ngày từ ngày thụ lý, phức tạp 45 "
                    "ngày.",
                    "Told whether it is accepted: 7 working days. First settlement: 30 days from acceptance, "
                    "45 if complex.",
                ),
                f"{COMPLAINTS}#dieu-28",
            ),
            (
                DISAGREE,
                (
                    "Khiếu nại lần hai trong 30 ngày, hoặc khởi kiện ra Tòa án.",
                    "A second complaint within 30 days, or a lawsuit in court.",
                ),
                f"{COMPLAINTS}#dieu-33",
            ),
        ],
    )


def denunciation(w: Wording) -> Block:
    return w.facts(
        ("Tố cáo", "Denunciation"),
        ("Báo hành vi trái pháp luật của người khác.", "Reporting someone else’s unlawful act."),
        [
            (
                WHEN,
                (
                    "Có hành vi vi phạm pháp luật gây thiệt hại hoặc đe dọa gây thiệt hại cho Nhà nước, tổ chức, cá "
                    "nhân.",
                    "An unlawful act harms, or threatens to harm, the State, an organisation or a person.",
                ),
                f"{DENUNCIATIONS}#dieu-2",
            ),
            (WHO, ("Chỉ cá nhân.", "Individuals only."), f"{DENUNCIATIONS}#dieu-2"),
            (
                SIGNATURE,
                (
                    "Phải ghi rõ họ tên, địa chỉ, cách liên hệ và ký tên hoặc điểm chỉ.",
                    "Your name, address, contact and signature or fingerprint are required.",
                ),
                f"{DENUNCIATIONS}#dieu-23",
            ),
            (
                SECRECY,
                (
                    "Cấm tiết lộ họ tên, địa chỉ, bút tích của người tố cáo. Trên cổng này danh tính được niêm phong "
                    "ngay "
                    "khi gửi.",
                    "Disclosing a denouncer’s name, address or handwriting is forbidden. On this portal your "
                    "identity is "
                    "sealed the moment you send.",
                ),
                f"{DENUNCIATIONS}#dieu-8",
            ),
            (
                ANSWER,
                (
                    "Kiểm tra điều kiện: 07 ngày làm việc, phải xác minh nhiều nơi thì tới 10 ngày. Giải quyết: 30 "
                    "ngày từ "
                    "ngày thụ lý; phức tạp được gia hạn một lần, đặc biệt phức tạp hai lần, mỗi lần không quá 30 ngày.",
                    "Check of conditions: 7 working days, up to 10 if several places must be checked. Settlement: 30 "
                    "days "
                    "from acceptance; extended once if complex, twice if especially complex, 30 days at most each "
                    "time.",
                ),
                f"{DENUNCIATIONS}#dieu-30",
            ),
            (
                ("Không ghi tên", "Without a name"),
                (
                    "Không được xử lý theo thủ tục tố cáo. Nhưng nếu nêu rõ người vi phạm và có tài liệu, chứng cứ "
                    "cụ thể để "
                    "kiểm tra được, thông tin vẫn được dùng để thanh tra, kiểm tra.",
                    "It is not handled as a denunciation. But if it names the wrongdoer and gives concrete evidence "
                    "that "
                    "can be checked, it may still lead to an inspection.",
                ),
                f"{DENUNCIATIONS}#dieu-25",
            ),
        ],
    )


def proposal_and_feedback(w: Wording) -> Block:
    return w.facts(
        ("Kiến nghị và phản ánh", "Proposal and feedback"),
        ("Góp ý cách làm, hoặc báo tin.", "Suggesting a better way, or telling us what is happening."),
        [
            (
                WHEN,
                (
                    "Ông/bà muốn cung cấp thông tin, trình bày ý kiến, nguyện vọng hoặc đề xuất giải pháp về chính "
                    "sách, "
                    "pháp luật, quản lý.",
                    "You want to give information, an opinion, a wish or a solution on policy, law or administration.",
                ),
                f"{RECEPTION}#dieu-2",
            ),
            (
                ANSWER,
                (
                    "Trong 10 ngày làm việc ông/bà được báo đơn được xử lý thế nào.",
                    "Within 10 working days you are told how it is being handled.",
                ),
                f"{RECEPTION}#dieu-28",
            ),
            (
                DISAGREE,
                (
                    "Có thể gửi tiếp khi có nội dung mới. Không có quyết định giải quyết như khiếu nại.",
                    "You may write again when there is something new. There is no settlement decision as with a "
                    "complaint.",
                ),
                "",
            ),
        ],
    )
