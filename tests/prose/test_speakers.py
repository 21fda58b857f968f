"""Who is quoted as saying what a text states, and how far that goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from egovcheck.core.errors import PackError
from egovcheck.prose.areas import areas
from egovcheck.prose.speakers import speaker_of, speakers
from egovcheck.prose.speaking import speaker_lexicon
from egovcheck.prose.structure import structure
from egovcheck.records.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def said_by(raw: str) -> list[str | None]:
    """Return the speaker at every number of a text."""
    text = structure(raw)
    found = speakers(text, areas(text, CATALOGUE))
    at = [speaker_of(found, index) for index, token in enumerate(text.tokens) if token.kind == "n"]
    return [speaker.name if speaker else None for speaker in at]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Theo báo cáo của Bộ TT&TT, đến nay có 55 trung tâm.", "Bộ TT&TT"),
        ("Theo Bộ Thông tin và Truyền thông, có 55 trung tâm.", "Bộ Thông tin và Truyền thông"),
        ("Theo bao cao cua Bo Thong tin va Truyen thong, co 55 trung tam.", "Bo Thong tin va Truyen thong"),
        ("Theo Văn phòng Chính phủ, có 55 trung tâm.", "Văn phòng Chính phủ"),
        ("Theo số liệu của Sở Y tế, có 55 trung tâm.", "Sở Y tế"),
        ("Theo ông Nguyễn Văn An, có 55 trung tâm.", "ông Nguyễn Văn An"),
        ("Cũng theo Bộ Y tế, có 55 trung tâm.", "Bộ Y tế"),
        ("Đến nay, theo thống kê của Bộ Y tế, có 55 trung tâm.", "Bộ Y tế"),
        ("Theo Cục Tin học hóa (Bộ Y tế), có 55 trung tâm.", "Cục Tin học hóa"),
        ("Báo cáo của Bộ Y tế cho thấy có 55 trung tâm.", "Bộ Y tế"),
        ("Thủ tướng Nguyễn Xuân Phúc nêu rõ, cả nước có 55 trung tâm.", "Thủ tướng Nguyễn Xuân Phúc"),
        ("Phát biểu tại đây, Phó Thủ tướng Vũ Đức Đam nhấn mạnh có 55 trung tâm.", "Phó Thủ tướng Vũ Đức Đam"),
        ("Ông Nguyễn Văn An, Giám đốc Sở Y tế, cho biết có 55 trung tâm.", "Ông Nguyễn Văn An"),
        ("Giám đốc Sở Y tế Nguyễn Văn An cho hay có 55 trung tâm.", "Giám đốc Sở Y tế Nguyễn Văn An"),
        ("Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo Nguyễn Văn An nêu rõ 55 việc.", "Chủ tịch UBND tỉnh Nguyễn Văn An"),
        ("Bộ Y tế vừa công bố 55 chỉ tiêu.", "Bộ Y tế"),
        ("Bộ Y tế cho biết có 55 trung tâm.", "Bộ Y tế"),
        ("Liên Hợp Quốc công bố bảng xếp hạng 193 quốc gia.", "Liên Hợp Quốc"),
        ("According to the Ministry of Health, there are 55 centres.", "Ministry of Health"),
        ("The Ministry of Health said there are 55 centres.", "Ministry of Health"),
        ("Prime Minister Pham Minh Chinh noted that 55 centres had opened.", "Prime Minister Pham Minh Chinh"),
        ("There are 55 centres, the United Nations reported.", "the United Nations"),
        ("There are 55 centres, said Minister Nguyen Manh Hung.", "Minister Nguyen Manh Hung"),
    ],
)  # fmt: skip
def test_who_speaks(raw: str, name: str) -> None:
    assert said_by(raw) == [name]


@pytest.mark.parametrize(
    "raw",
    [
        "Đến nay có 55 trung tâm.",
        "Theo đó, có 55 trung tâm.",
        "Theo Quyết định của Thủ tướng, có 55 trung tâm.",
        "Theo kế hoạch, có 55 trung tâm.",
        "Việc thực hiện theo Bộ tiêu chí mới có 55 phần.",
        "Bộ Thông tin và Truyền thông có 55 đơn vị.",
        "Danh mục của Bộ Y tế công bố tháng trước có 55 phần.",
        "Kết quả được công bố gồm 55 phần.",
        "Hà Tĩnh có 55 trung tâm.",
    ],
)
def test_nobody_speaks(raw: str) -> None:
    assert said_by(raw) == [None]


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Theo Bộ Y tế, có 55 trung tâm. Trong đó 30 trung tâm mới.", ["Bộ Y tế", "Bộ Y tế"]),
        ("Theo Bộ Y tế, có 55 trung tâm. Bộ Nội vụ cho biết có 30 đơn vị.", ["Bộ Y tế", "Bộ Nội vụ"]),
        ("Theo Bộ Y tế, có 55 trung tâm.\n\nCả nước đã có 63 tỉnh, thành phố triển khai.", ["Bộ Y tế", None]),
        ("Theo Bộ Y tế, có 55 trung tâm.\n\nTheo đó, đã có 63 tỉnh, thành phố triển khai.", ["Bộ Y tế", "Bộ Y tế"]),
        ("Có 55 trung tâm. Theo Bộ Y tế, có 30 trung tâm mới.", [None, "Bộ Y tế"]),
        ("Theo Bộ Y tế, có 55 tỉnh, còn theo Bộ Nội vụ có 60 tỉnh.", ["Bộ Y tế", "Bộ Y tế"]),
        ("Theo Bộ Y tế, có 55 tỉnh; theo Bộ Nội vụ, có 60 tỉnh.", ["Bộ Y tế", "Bộ Nội vụ"]),
    ],
)
def test_how_far_a_speaker_holds(raw: str, names: list[str | None]) -> None:
    assert said_by(raw) == names


def test_a_title_alone_is_the_one_who_bore_it_before() -> None:
    raw = "Thủ tướng Nguyễn Xuân Phúc cho biết có 55 việc.\n\nBáo cáo đã nêu. Thủ tướng cho rằng còn 30 việc."
    assert said_by(raw) == ["Thủ tướng Nguyễn Xuân Phúc", "Thủ tướng Nguyễn Xuân Phúc"]


def test_a_first_name_alone_is_the_one_who_bore_it_before() -> None:
    raw = "Ông Nguyễn Văn An cho biết có 55 việc.\n\nNgày 5 khác. Ông An khẳng định còn 30 việc."
    assert said_by(raw)[0] == said_by(raw)[-1] == "Ông Nguyễn Văn An"


def test_a_wrong_lexicon_is_named(tmp_path: Path) -> None:
    file = tmp_path / "speakers.yaml"
    file.write_text("verbs: [nói]\nverb: [nói]\n", encoding="utf-8")
    with pytest.raises(PackError, match="unknown or missing parts") as error:
        speaker_lexicon(file)
    assert str(file) in str(error.value.place)
