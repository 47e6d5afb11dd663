"""What the librarian's pages call what is measured: parts of a score, judged sets, ways of typing. Pure."""

PARTS = {
    "engine": "Điểm của máy tìm: từ và cặp từ, so với mục cao nhất",
    "words": "Từng từ của câu hỏi",
    "passage": "Từ của câu hỏi đứng gần nhau trong một đoạn",
    "heading": "Tên điều giống câu hỏi",
    "defines": "Giải thích đúng từ được hỏi",
    "explains": "Là điều giải thích từ ngữ",
    "everyday": "Lời luật ứng với lời thường, trong một đoạn",
    "in_heading": "Lời luật ứng với lời thường, trong tên điều",
    "asked": "Giống cách người dân hỏi điều này",
    "length": "Độ dài của điều",
    "law": "Là luật",
    "circular": "Là thông tư",
    "amending": "Là văn bản sửa đổi",
    "closing": "Là điều khoản thi hành",
    "annex": "Là phụ lục, mẫu",
    "lapsed": "Không có hiệu lực vào ngày được hỏi",
    "session": "Là buổi tiếp, mà câu hỏi không hỏi lịch",
    "news": "Là tin, bài tuyên truyền",
    "page": "Là trang thông tin",
}
_GROUPS = {"tiep-dan": "Câu hỏi của cổng", "tiep-dan-doi-chung": "Câu hỏi để kiểm chứng"}
_TYPINGS = {
    "marks": "đủ dấu",
    "no_marks": "không dấu",
    "half_marks": "nửa có dấu, nửa không",
    "old_tones": "đặt dấu kiểu cũ",
    "nfd": "dấu rời (NFD)",
    "typo": "sai một chữ cái",
}
_ENGINES = {"embedded": "chỉ mục tại chỗ", "elastic": "Elasticsearch"}


def group_name(group: str) -> str:
    """A set the office keeps itself goes by the name the office gave it."""
    return _GROUPS.get(group, group)


def typing_name(typing: str) -> str:
    return _TYPINGS.get(typing, typing)


def engine_name(index: str) -> str:
    """Of an engine, or of its index in one folder: "embedded@3f9a12c4" is "chỉ mục tại chỗ, thư mục 3f9a12c4"."""
    name, _at, folder = index.partition("@")
    named = _ENGINES.get(name, name)
    return f"{named}, thư mục {folder}" if folder else named
