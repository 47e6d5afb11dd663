"""The index of published decisions and conclusions; it begins empty."""

from typing import Any

from portal.starter_pages.wording import Wording


def result_index(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Kết quả giải quyết", "Published decisions")),
        "slug": w.same("ket-qua-giai-quyet"),
        "summary": w.say(
            (
                "Quyết định giải quyết khiếu nại, kết luận tố cáo được công khai theo luật, ít nhất 15 ngày. "
                "Tên và thông tin riêng của người dân đã được bỏ.",
                "Decisions on complaints and conclusions on denunciations, published under the law for at least "
                "15 days, without names and private details of citizens.",
            )
        ),
    }
