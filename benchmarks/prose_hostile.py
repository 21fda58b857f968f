"""Whether reading a text stays linear on hostile input: processor time for a size and for four times that size.

    python benchmarks/prose_hostile.py [CHARACTERS]

A ratio far above 4 on a time that counts is told and makes the exit code 1.
"""

from __future__ import annotations

import sys
import time

from egovcheck.prose.reading import read_text
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.sources.texts import TextDocument

PIECES = (
    *("1", "1 ", "12.345 ", "1.", "1,", "1/", "1-", "1%", "0, 55 ", "123 456 ", "5 triệu ", "5 tỷ 5 triệu ", "5–6 "),
    *(
        " ",
        "\n",
        "\r\n",
        ",",
        ".",
        "(",
        "“",
        '"',
        "/",
        "%",
        "a",
        "a ",
        "…",
        "\x00",
        "\u0301",
        "\u202e",
        "😀",
        "٣",
        "１",
    ),
    *("năm ", "năm 2020 ", "từ ", "tăng ", "tăng từ 1 lên 2 ", "lần lượt ", "gấp ", "gấp đôi ", "thứ ", "hai mươi "),
    *("một trăm ", "one hundred ", "thứ nhất ", "khoảng hơn ", "trong số ", "1 trong 2 ", "so với ", "cùng kỳ ", "và "),
    *("TP. ", "v.v. ", "1. ", "Hà ", "Hà Nội, ", "Hà Nội (Hà Nam) ", "Hà Nội 5%, ", "hạng 5, ", "đứng thứ 5/63 "),
    *("Hà Nội có 5 hồ sơ. ", "Hà Nội có 5 hồ sơ\n", "- 5 hồ sơ;\n", "|5|6|\n", "EGDI ", "EGDI: 5 ", "DTI, PAPI, "),
    *("Việt Nam xếp thứ 86. ", "năm 2019 và 2020 lần lượt đạt 1% và 2%, ", "ngày 10/7/2020, ", "5h30 ", "Đọc thêm\n"),
    *("Quyết định số 17/QĐ-TTg, ", "Bộ trưởng Nguyễn Văn A cho biết ", "mục tiêu ", "http://a.b/", "x" * 70 + " "),
)
SUSPICIOUS = 6.0
COUNTS = 0.5
"""Seconds below which a ratio says nothing."""


def seconds(raw: str, catalogue: Catalogue) -> float:
    """Return the processor time that reading a text takes."""
    begun = time.process_time()
    read_text(TextDocument(raw, "txt"), catalogue, {"source": "x", "published": "2020-08-26"})
    return time.process_time() - begun


def main(size: int) -> int:
    """Print a line a piece; return the exit code."""
    catalogue = load_catalogue()
    seconds("Việt Nam xếp thứ 86.", catalogue)
    slow = 0
    for piece in PIECES:
        once, fourfold = (seconds((piece * (n // len(piece) + 1))[:n], catalogue) for n in (size, 4 * size))
        ratio = fourfold / max(once, 0.001)
        told = ratio > SUSPICIOUS and fourfold > COUNTS
        slow += told
        print(f"{piece!r:<42.40} {once:7.3f} s {fourfold:7.3f} s {ratio:6.1f}×{'  not linear?' * told}")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
