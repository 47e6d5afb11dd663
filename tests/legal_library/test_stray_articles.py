"""A line like an article's first that repeats or jumps a number never becomes another article's words in silence."""

from legal_library.models import Amendment, Op
from legal_library.parsing.reader import read_text

HEAD = "ỦY BAN NHÂN DÂN XÃ A\nSố: 12/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc thử\n"


def strays(body: str) -> list[str]:
    return [doubt for doubt in read_text(HEAD + body).document.warnings if doubt.startswith("Dòng")]


def test_a_repeated_number_is_a_doubt_with_its_place() -> None:
    body = "Điều 1. Một\nLời.\nĐiều 2. Hai\nLời.\nĐiều 3. Ba\n1. Lời.\nĐiều 3. Hiệu lực thi hành\nTừ ngày ký."
    (doubt,) = strays(body)
    assert "Điều 3. Hiệu lực thi hành" in doubt
    assert doubt.endswith("là lời của Điều 3.")


def test_quoted_and_announced_articles_of_another_act_are_none() -> None:
    assert strays("Điều 1. Sửa\nSửa đổi Điều 9 như sau:\n“Điều 9. Chín\nLời.”\nĐiều 2. Hiệu lực\nTừ ngày ký.") == []
    assert strays("Điều 1. Sửa\nSửa đổi Điều 9 như sau:\nĐiều 9. Chín\nLời.\nĐiều 2. Hiệu lực\nTừ ngày ký.") == []
    assert strays("Điều 1. Một\nLời.\nĐiều 2. Hai\nTheo Điều 1 của Luật.") == []


def test_what_is_added_behind_a_place_is_called_by_its_own_number() -> None:
    own = Amendment(op=Op.INSERT_AFTER, target_key="dieu-3.khoan-1.diem-c", new_text="“c) Lời mới;”")
    assert own.told_op == "Bổ sung"
    behind = Amendment(op=Op.INSERT_AFTER, target_key="dieu-3.khoan-1.diem-b", new_text="“c) Lời mới;”")
    assert behind.told_op == "Bổ sung vào sau"
    assert Amendment(op=Op.INSERT_AFTER, target_key="dieu-11a", new_text="Điều 11a. Lời").told_op == "Bổ sung"
