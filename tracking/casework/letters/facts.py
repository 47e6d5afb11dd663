"""What a wording may have filled in from the case: a closed list of names, each with a sample. Pure.

`identity` says who sent the petition, `content` what it says: neither may stand in a letter about a denunciation
(Luật Tố cáo Đ.8 k.3, Đ.56), so a wording of that kind that asks for one is refused when it is saved. What the custodian
released for the verifiers may.
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
    "truong_hop_cua_buoc": Fact("Trường hợp đã chọn ở bước vừa làm", "Đơn không thuộc thẩm quyền"),
    "loi_cua_buoc": Fact("Lời gửi người dân ở bước vừa làm", "Đơn thuộc thẩm quyền giải quyết của cơ quan."),
    "co_quan_nhan": Fact("Cơ quan nhận đơn chuyển đến", "Sở Mẫu"),
    "han_giai_quyet": Fact("Ngày cuối của thời hạn giải quyết", "ngày 25 tháng 12 năm 2026"),
    "so_ngay_giai_quyet": Fact("Số ngày của thời hạn giải quyết, chưa tính gia hạn", "30"),
    "noi_nhan_giay_to": Fact("Nơi nhận giấy tờ: tên, địa chỉ cơ quan", "Ủy ban nhân dân phường Mẫu, số 2 phố Ví Dụ"),
    "nguoi_giai_quyet_lan_hai": Fact("Người giải quyết khiếu nại lần hai", "Chủ tịch Ủy ban nhân dân thành phố"),
    "so_ngay_khieu_nai_tiep": Fact("Số ngày được khiếu nại lần hai", "30"),
    "thoi_han_khoi_kien": Fact("Thời hạn khởi kiện", "01 năm"),
    "ngay_thu_ly": Fact("Ngày thụ lý", "ngày 27 tháng 11 năm 2026"),
    "so_quyet_dinh_thu_ly": Fact("Số quyết định thụ lý", "số 05/QĐ-UBND"),
    "quyet_dinh_thu_ly": Fact("Số, ngày, người ban hành quyết định thụ lý", "số 05/QĐ-UBND ngày 27 tháng 11 năm 2026"),
    "quyet_dinh_xac_minh": Fact("Số, ngày quyết định xác minh", "số 06/QĐ-UBND ngày 30 tháng 11 năm 2026"),
    "xac_minh_tu_ngay": Fact("Xác minh từ ngày", "30/11/2026"),
    "xac_minh_den_ngay": Fact("Xác minh đến ngày", "10/12/2026"),
    "ly_do_phuc_tap": Fact("Căn cứ đã ghi khi xác định vụ việc phức tạp", "có từ 02 nội dung; Báo cáo số 07/BC-UBND"),
    "so_ngay_gia_han": Fact("Số ngày gia hạn", "30"),
    "han_truoc_gia_han": Fact("Ngày hết hạn trước khi gia hạn", "28/12/2026"),
    "quyet_dinh_tam_dinh_chi": Fact("Số, ngày quyết định tạm đình chỉ", "số 08/QĐ-UBND ngày 03 tháng 12 năm 2026"),
    "han_cung_cap": Fact("Ngày mà giấy tờ, chứng cứ phải được cung cấp trước đó", "11/12/2026"),
    "ngay_doi_thoai": Fact("Ngày đối thoại", "ngày 11 tháng 12 năm 2026"),
    "nguoi_chu_tri": Fact("Người chủ trì đối thoại", "Chủ tịch Ủy ban nhân dân phường Mẫu"),
    "dia_diem_doi_thoai": Fact("Địa điểm đối thoại đã mời", "Phòng tiếp công dân"),
    "vang_mat": Fact("Người khiếu nại vắng mặt buổi đối thoại", "Người khiếu nại vắng, không có lý do chính đáng"),
    "ket_qua_doi_thoai": Fact("Kết quả đối thoại đã ghi ở biên bản", "Hai bên thống nhất đo lại ranh giới."),
    "ket_luan": Fact("Kết quả đã chọn ở bước ban hành", "Khiếu nại đúng một phần"),
    "so_ngay_ket_luan": Fact("Số, ngày kết luận, quyết định", "số 09/KL-UBND ngày 20 tháng 12 năm 2026"),
    "tom_tat_ket_luan": Fact("Kết luận từng nội dung đã ghi ở kết luận", "Nội dung thứ nhất đúng."),
    "noi_chuyen_don": Fact("Nơi chuyển đơn, văn bản chuyển", "Báo Mẫu, công văn số 10/BM"),
    "van_ban_chuc_nang": Fact("Văn bản quy định chức năng, nhiệm vụ đã ghi trước", "Quyết định số 11/QĐ-UBND"),
    "van_ban_giao_xac_minh": Fact("Văn bản giao nhiệm vụ xác minh đã ghi trước", "Văn bản số 12/UBND"),
    "doan_xac_minh": Fact("Đoàn, tổ xác minh đã ghi trước", "Tổ xác minh"),
    "thanh_vien_xac_minh": Fact("Thành viên đoàn, tổ xác minh đã ghi trước", "Ông Lê Văn Thử, Tổ trưởng"),
    "nguoi_thi_hanh": Fact("Người, đơn vị chịu trách nhiệm thi hành đã ghi trước", "Văn phòng Mẫu"),
    "to_chuc_giam_dinh": Fact("Cơ quan, tổ chức giám định đã ghi trước", "Viện Mẫu"),
    "doi_tuong_giam_dinh": Fact("Đối tượng, nội dung giám định đã ghi trước", "Chữ ký trên biên bản"),
    "so_quyet_dinh_trung_cau": Fact("Số quyết định trưng cầu giám định", "13/QĐ-UBND"),
    "ngay_quyet_dinh_trung_cau": Fact("Ngày quyết định trưng cầu giám định", "ngày 04 tháng 12 năm 2026"),
    "bao_cao_xac_minh": Fact("Số, ngày báo cáo kết quả xác minh", "số 14/BC-UBND ngày 10 tháng 12 năm 2026"),
    "ket_qua_xac_minh": Fact("Kết quả xác minh đã ghi ở báo cáo", "Hàng rào nằm trong đất của hộ dân."),
    "ket_luan_xac_minh": Fact("Kết luận, nhận xét đã ghi ở báo cáo", "Nội dung thứ nhất đúng."),
    "kien_nghi": Fact("Kiến nghị đã ghi ở báo cáo", "Khôi phục hàng rào."),
    "quyet_dinh_tam_dinh_chi_thi_hanh": Fact(
        "Số, ngày quyết định tạm đình chỉ thi hành", "số 15/QĐ-UBND ngày 01 tháng 12 năm 2026"
    ),
    # Of a denunciation, as the custodian released it for the verifiers, or as an earlier letter gave it.
    "nguoi_bi_to_cao": Fact("Người, cơ quan bị tố cáo, theo bản đã lược bỏ", "Ông Phạm Văn Khác, Sở Mẫu"),
    "noi_dung_to_cao": Fact("Nội dung tố cáo, theo bản đã lược bỏ", "Ngày 02/9/2026 ông Phạm Văn Khác nhận tiền."),
    "nguoi_gui": _identity("Họ và tên người gửi đơn", "Nguyễn Văn Mẫu"),
    "dia_chi_nguoi_gui": _identity("Địa chỉ người gửi đơn", "Số 1 phố Ví Dụ, phường Mẫu"),
    "so_giay_to": _identity("Số giấy tờ tùy thân", "000000000000"),
    "ngay_cap": _identity("Ngày cấp giấy tờ", "01/01/2022"),
    "noi_cap": _identity("Nơi cấp giấy tờ", "Cơ quan cấp Mẫu"),
    "nguoi_dai_dien": _identity("Người đại diện, người được ủy quyền", "Trần Thị Ví Dụ"),
    "ve_viec": _content("Đơn về việc", "thu hồi đất không có quyết định"),
    "noi_dung": _content("Nội dung đơn", "Ngày 03/10/2026, tổ công tác dỡ hàng rào.\nKhông ai đưa quyết định nào."),
    "yeu_cau": _content("Yêu cầu của người gửi đơn", "Xem xét lại việc dỡ hàng rào."),
    "nguoi_cung_cap": _identity("Người được yêu cầu cung cấp giấy tờ, chứng cứ", "Ông (bà) Nguyễn Văn Mẫu"),
    "yeu_cau_va_can_cu": _content("Yêu cầu, căn cứ, kết quả giải quyết trước", "Xem xét lại việc dỡ hàng rào."),
    "ket_qua_lan_dau": _content("Kết quả giải quyết lần đầu", "Quyết định số 03/QĐ-UBND: khiếu nại sai"),
    "ben_bi_don": _content("Cơ quan, người bị khiếu nại hoặc được nêu trong đơn", "Ủy ban nhân dân phường Mẫu"),
    "quyet_dinh_bi_khieu_nai": _content("Quyết định, hành vi bị khiếu nại", "Quyết định số 00/QĐ-UBND"),
}
# What a denunciation says, once the custodian released it.
RELEASED = frozenset({"nguoi_bi_to_cao", "noi_dung_to_cao"})

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
