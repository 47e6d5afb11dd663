"""How reading time grows with wicked texts of 10 KB to 1 MB.

By hand: `.venv/bin/python -m tests.legal_library.measure_reading [SIZE SIZE SIZE]`. Prints JSON: for each piece and
reader the seconds at each size, and how much faster than the text the time grew (1.0: exactly with it).
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from legal_library.parsing.amendments import read_all  # noqa: E402
from legal_library.parsing.citations import extract  # noqa: E402
from legal_library.parsing.reader import read_text  # noqa: E402

SIZES = tuple(int(size) for size in sys.argv[1:]) or (10_000, 100_000, 1_000_000)
PIECES = {
    "a list without end": "khoản 1, 2, 3 và ",
    "letters without end": "điểm a, b, c, ",
    "chains without end": "điểm a khoản 1 Điều 2; ",
    "names without end": "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư ",
    "symbols with titles": "Nghị định số 31/2019/NĐ-CP của Chính phủ quy định ",
    "quotations opened": "“Điều 1. ",
    "quotations closed": "a”.\n",
    "instructions": "1. Sửa đổi khoản 1 Điều 5 như sau:\n“1. A.\n",
    "words": "Thay thế cụm từ “a” bằng cụm từ “b” tại Điều 1; ",
    "places repealed": "khoản 1 Điều 2; Bãi bỏ ",
    "words and words": "cụm từ “a” bằng cụm từ “b” tại khoản 1 và ",
    "annexes": "Quy chế ban hành kèm theo Điều 1 Phụ lục Mẫu số ",
    "sentences in an open quotation": "Bãi bỏ “a. A ",
    "acts with titles": "Bãi bỏ Điều 1 Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật Đất đai và khoản 2 ",
    "works in a sentence": "Sửa đổi khoản 1, bổ sung khoản 2 và bãi bỏ khoản 3 ",
    "lists of repeals": "Bãi bỏ các điều sau:\na) Điều 1 Nghị định số 1/2020/NĐ-CP;\n",
    "places with subjects": "khoản 1 Điều 2 về a; Bãi bỏ Điều 3 quy định về ",
    "groups in a list": "Bãi bỏ Mục 1, 2 Chương I và Phụ lục 1, ",
    "parts of places": "Bãi bỏ đoạn 2 khoản 1, tên điều và ",
    "places first": "Tại khoản 1 Điều 2, bỏ cụm từ “a”; ",
    "words beside words": "Bỏ từ “a” trước từ “b” tại Điều 1, trước từ “c” ",
    "orders in an open quotation": "1. Bãi bỏ “khoản 1 Điều 2.\n",
    "quoted rules like orders": "“1. Bổ sung hồ sơ\n2. Sửa đổi khoản 1\n",
    "articles and chapters": "Điều 25 và Mục 2 Chương V, ",
    "chapters behind an article": " và Mục 2 Chương V",
    "laws no table knows": "Luật Bến bãi trên cao số 501/2031/QH17 và Luật Bến bãi về a; ",
    "chapters that amend": "Chương I\nSỬA ĐỔI NGHỊ ĐỊNH SỐ 1/2020/NĐ-CP VÀ NGHỊ ĐỊNH SỐ 2/2020/NĐ-CP\nĐiều 1. A\n",
    "announcements of works": "1. Sửa đổi tên, và bổ sung khoản 5 Điều 2 như sau:\na) Bổ sung khoản 5 như sau:\n",
    "places and forms": "khoản 2 Điều 1 và các Mẫu biểu tại Phụ lục, ",
    "heads": "Điều 1. A\n1. B\na) C\n",
    "dashes": "- a;\n",
    "chapters": "Chương\nA\n",
    "notes": "(Điều này có nội dung liên quan ",
    "blanks": "Điều     ",
    "figures": "1/2/3-4.5 ",
}
AMENDING = (
    "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\n"
    "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP\n1. "
)
READERS: dict[str, Callable[[str], object]] = {
    "tree": read_text,
    "citations": extract,
    "amendments": lambda text: read_all(read_text(text).document),
    "amending act": lambda text: read_all(read_text(AMENDING + text).document),
}


def seconds(reader: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(3 if len(text) < 500_000 else 1):
        start = time.process_time()
        reader(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    report = {}
    for name, piece in PIECES.items():
        for reader_name, reader in READERS.items():
            times = [seconds(reader, piece * (size // len(piece))) for size in SIZES]
            growth = (times[2] / times[1]) / (SIZES[2] / SIZES[1])
            report[f"{reader_name}: {name}"] = {"seconds": [round(t, 4) for t in times], "growth": round(growth, 2)}
            print(f"{growth:5.2f}  {times[2]:7.2f} s  {reader_name}: {name}", file=sys.stderr, flush=True)
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
