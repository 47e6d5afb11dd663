"""What a wording may have filled in from the case: a closed list of names, each with a sample. Pure.

`identity` says who sent the petition, `content` what it says: neither may stand in a letter about a denunciation
(Luật Tố cáo Đ.8 k.3, Đ.56), so a wording of that kind that asks for one is refused when it is saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..petition import Kind


@dataclass(frozen=True)
class Fact:
    label: str
    sample: str
    identity: bool = False
    content: bool = False


def _identity(label: str, sample: str) -> Fact:
    return Fact(label, sample, identity=True)


def _content(label: str, sample: str) -> Fact:
    return Fact(label, sample, content=True)


FACTS: Mapping[str, Fact] = {
    "so_tham_chieu": Fact("Số tham chiếu của hồ sơ", "HP26-7K2M94"),
    "loai_don": Fact("Loại đơn, chữ thường", "khiếu nại"),
    "ngay_gui": Fact("Ngày gửi đơn", "ngày 20 tháng 11 năm 2026"),
    "ngay_tiep_nhan": Fact("Ngày tiếp nhận", "ngày 23 tháng 11 năm 2026"),
    "lan": Fact("Lần giải quyết", "lần đầu"),
    "co_quan": Fact("Cơ quan ban hành", "Ủy ban nhân dân phường Mẫu"),
    "co_quan_cap_tren": Fact("Cơ quan cấp trên", "Ủy ban nhân dân thành phố Hải Phòng"),
    "chuc_danh": Fact("Chức danh người có thẩm quyền ban hành", "Chủ tịch Ủy ban nhân dân phường Mẫu"),
    "can_cu_phap_luat": Fact(
        "Các căn cứ luật, nghị định theo ngày của hồ sơ",
        "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011;\nCăn cứ Nghị định số 124/2020/NĐ-CP;",
    ),
    "can_cu_cua_buoc": Fact("Điều khoản của bước vừa làm", "Điều 27 Luật Khiếu nại 2011"),
    "loi_cua_buoc": Fact("Lời gửi người dân ở bước vừa làm", "Đơn thuộc thẩm quyền giải quyết của cơ quan."),
    "co_quan_nhan": Fact("Cơ quan nhận đơn chuyển đến", "Sở Mẫu"),
    "han_giai_quyet": Fact("Ngày cuối của thời hạn giải quyết", "ngày 25 tháng 12 năm 2026"),
    "nguoi_gui": _identity("Họ và tên người gửi đơn", "Nguyễn Văn Mẫu"),
    "dia_chi_nguoi_gui": _identity("Địa chỉ người gửi đơn", "Số 1 phố Ví Dụ, phường Mẫu"),
    "so_giay_to": _identity("Số giấy tờ tùy thân", "000000000000"),
    "ngay_cap": _identity("Ngày cấp giấy tờ", "01/01/2022"),
    "noi_cap": _identity("Nơi cấp giấy tờ", "Cơ quan cấp Mẫu"),
    "nguoi_dai_dien": _identity("Người đại diện, người được ủy quyền", "Trần Thị Ví Dụ"),
    "ve_viec": _content("Đơn về việc", "thu hồi đất không có quyết định"),
    "noi_dung": _content("Nội dung đơn", "Ngày 03/10/2026, tổ công tác dỡ hàng rào.\nKhông ai đưa quyết định nào."),
    "yeu_cau": _content("Yêu cầu của người gửi đơn", "Xem xét lại việc dỡ hàng rào."),
    "ben_bi_don": _content("Cơ quan, người bị khiếu nại hoặc được nêu trong đơn", "Ủy ban nhân dân phường Mẫu"),
    "quyet_dinh_bi_khieu_nai": _content("Quyết định, hành vi bị khiếu nại", "Quyết định số 00/QĐ-UBND"),
}

# What a condition may ask: [nếu …].
QUESTIONS: Mapping[str, str] = {
    "lan_hai": "Giải quyết lần hai",
    "co_nguoi_dai_dien": "Có người đại diện hoặc người được ủy quyền",
    "co_can_cu_cua_buoc": "Bước vừa làm có ghi điều khoản",
    "co_co_quan_nhan": "Bước vừa làm chuyển đơn đến một cơ quan trên cổng",
}


def allowed(kind: Kind) -> frozenset[str]:
    """The names a wording of this kind may use."""
    if kind is not Kind.DENUNCIATION:
        return frozenset(FACTS)
    return frozenset(name for name, fact in FACTS.items() if not fact.identity and not fact.content)


def sample(names: Iterable[str]) -> dict[str, str]:
    return {name: FACTS[name].sample for name in names}
