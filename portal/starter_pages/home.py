"""Home page and the index of guidance."""

from typing import Any

from portal.starter_pages.wording import Wording


def home(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Tiếp công dân Hải Phòng", "Citizen reception in Hải Phòng")),
        "slug": w.say(("home", "home-en")),
        "summary": w.say(
            (
                "Gửi đơn, biết đơn đang ở đâu và bao giờ có trả lời, xem lịch lãnh đạo tiếp dân, tìm đúng điều luật.",
                "Hand in a petition, see where it stands and when an answer is due, find out when leaders receive "
                "the public, and look up the exact article of law.",
            )
        ),
    }


def guidance_index(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Hướng dẫn", "Guidance")),
        "slug": w.same("huong-dan"),
        "summary": w.say(
            (
                "Theo từng tình huống: ông/bà cần làm gì, gửi cho ai, bao lâu có trả lời, luật quy định ở đâu.",
                "By situation: what to do, whom to write to, how long an answer takes, and where the law says so.",
            )
        ),
        "show_in_menus": True,
    }


def news_index(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Tin tức và kiến thức pháp luật", "News and legal knowledge")),
        "slug": w.same("tin-tuc"),
        "summary": w.say(
            (
                "Bài ngắn, hình vẽ và câu đố để biết luật trước khi cần đến.",
                "Short articles, drawings and quizzes: know the law before you need it.",
            )
        ),
    }
