"""Pairs of syllables every legal text is full of; one with another mark is a slip, unless it is meant otherwise."""

PAIRS = frozenset(
    pair.strip()
    for pair in """
    khiếu nại, tố cáo, tổ chức, cơ quan, chấm dứt, quyết định, giải quyết, thẩm quyền, trách nhiệm, hành vi,
    công chức, viên chức, nhân dân, công dân, pháp luật, xử lý, xác minh, kết luận, tiếp nhận, thụ lý, ủy ban,
    chính phủ, quốc hội, bổ sung, sửa đổi, bãi bỏ, thay thế, thời hạn, thời hiệu, hiệu lực, quy định, điều kiện,
    hướng dẫn, kiến nghị, phản ánh, đơn vị, cá nhân, nhiệm vụ, quyền hạn, chủ tịch, bộ trưởng, nghị định,
    nghị quyết, khoản này, quản lý, nhà nước, hành chính, kỷ luật, khởi kiện, tòa án, thanh tra, kiểm tra,
    giám sát, đối thoại, ủy quyền, đại diện, trường hợp, căn cứ, địa phương, trung ương,
    văn bản, nội dung, hồ sơ, tài liệu, chứng cứ, lợi ích, thiệt hại, bồi thường,
    khắc phục, vi phạm, xử phạt, nghiêm cấm, yêu cầu, đề nghị, phối hợp, tổng hợp, báo cáo,
    đột xuất, thường xuyên, trực tiếp, trụ sở, địa điểm, nguyên tắc, phạm vi, đối tượng, áp dụng,
    giải thích, từ ngữ, thi hành, ban hành, tổ chức, thực hiện, phức tạp, vụ việc,
    quyền lợi, hợp pháp, khách quan, kịp thời, chính xác, công khai, trung thực, ngân sách, kinh phí,
    doanh nghiệp, môi trường, xây dựng, lãnh đạo, phụ trách, chỉ đạo, tham mưu, tập thể,
    lần đầu, lần hai, đăng ký, chứng nhận, giấy phép, dữ liệu, hệ thống, thông tin, công nghệ, chuyển đổi
    """.replace("\n", " ").split(",")
)
# Other words with the same letters, as in "nguyên nhân dẫn đến", "đề nghị đình chỉ", "địa bàn hành chính".
MEANT_OTHERWISE = frozenset(
    pair.strip()
    for pair in """
    có quan, có quân, thì hành, thành trả, thành tra, kiện nghỉ, phản ảnh, nhân dẫn, nhận dẫn, nhận dán, nhãn dán,
    trữ số, trừ số, chuyển đối, khác phục, thống tin, chi đào, chỉ đào, bàn hành, bản hành, nơi dừng, nơi đứng,
    dạng ký, đẳng kỹ, văn ban, nghị đình, phạm vị, hộ sở, chính phù, chỉnh phù, phẩm vi, chung cư, chúng nhân,
    thức hiện, mọi trường, trữ sổ, đổi tương, quỹ định, thống tín, có quản, để nghỉ, lần đấu, nghị đính, cả nhân,
    cả nhãn, vì phạm, tiếp nhân, vẫn bán, đảng kỳ, bộ trường, dài diện, chứng nhân, dạng kỹ, trú số, trú sở, trù số
    """.replace("\n", " ").split(",")
)
