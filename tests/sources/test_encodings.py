from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest

from egovcheck.sources.blocks import read_blocks
from egovcheck.sources.encodings import UTF_8, detect
from egovcheck.sources.vietnamese import from_tcvn3, from_vni, is_syllable

from .reading import read

LETTERS = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâđêôơư"
SENTENCE = "Việt Nam xếp thứ 86 trong 193 nước, tăng hai bậc; Hà Tĩnh, Đắk Lắk, Thừa Thiên Huế, Bà Rịa - Vũng Tàu"

TCVN3_BYTES = bytes.fromhex(
    "B5B6B7B8B9 BBBCBDBEC6 C7C8C9CACB CCCECFD0D1 D2D3D4D5D6 D7D8DCDDDE DFE1E2E3E4 E5E6E7E8E9 EAEBECEDEE"
    "EFF1F2F3F4 F5F6F7F8F9 FAFBFCFDFE A8A9AEAAABACAD"
)
VNI_TEXT = (
    "aøaûaõaùaï aèaúaüaéaë aàaåaãaáaä eøeûeõeùeï eàeåeãeáeä ìæóíò oøoûoõoùoï oàoåoãoáoä ôøôûôõôùôï uøuûuõuùuï "
    "öøöûöõöùöï yøyûyõyùî aêaâñeâoâôö"
).replace(" ", "")


def vni(text: str) -> bytes:
    """Write Vietnamese text as VNI does, by way of the two aligned alphabets above."""
    written: list[str] = []
    for character in VNI_TEXT:
        if character in "øûõùïèúüéëàåãáäâê":
            written[-1] += character
        else:
            written.append(character)
    table = dict(zip(LETTERS, written, strict=True))
    table |= {letter.upper(): spelt.upper() for letter, spelt in table.items()}
    return "".join(table.get(character, character) for character in text).encode("latin-1")


def tcvn3(text: str) -> bytes:
    table = {letter: bytes([byte]) for letter, byte in zip(LETTERS, TCVN3_BYTES, strict=True)}
    table |= dict(zip("ĂÂÊÔƠƯĐ", (bytes([byte]) for byte in range(0xA1, 0xA8)), strict=True))
    return b"".join(table.get(character) or character.encode("ascii") for character in text)


def windows_1258(text: str) -> bytes:
    """Write Vietnamese text with tone marks apart from their letters, as the Windows keyboard does."""
    written = []
    for character in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", character)
        tones = [part for part in parts if part in "\u0300\u0301\u0309\u0303\u0323"]
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        written.append(letter + "".join(tones))
    return "".join(written).encode("cp1258")


def test_every_letter_of_tcvn3_is_converted() -> None:
    assert from_tcvn3(TCVN3_BYTES.decode("latin-1")) == LETTERS


def test_the_capitals_of_tcvn3_are_converted() -> None:
    assert from_tcvn3(bytes(range(0xA1, 0xA8)).decode("latin-1")) == "ĂÂÊÔƠƯĐ"


def test_every_letter_of_vni_is_converted() -> None:
    assert from_vni(VNI_TEXT) == LETTERS


def test_every_capital_of_vni_is_converted() -> None:
    assert from_vni(VNI_TEXT.upper()) == LETTERS.upper()


def test_vni_leaves_a_mark_without_its_letter_as_it_is() -> None:
    assert from_vni("xù uâ") == "xù uâ"


@pytest.mark.parametrize("word", ["Việt", "Tĩnh", "đường", "nghiêng", "quyết", "Huế", "ở", "giữa", "khuỷu", "xếp"])
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["café", "Müller", "ViÖt", "ñaïi", "viờũt", "año", "Haø", "bcd", "tănh"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(tcvn3(SENTENCE), "TCVN3 (ABC)"), (vni(SENTENCE), "VNI"), (windows_1258(SENTENCE), "windows-1258")],
)
def test_old_vietnamese_encodings_are_named_and_read(content: bytes, encoding: str) -> None:
    got = read(b"a|b\n1|x\n2|" + content + b"\n")
    assert [(p.code, p.line, p.record, p.fields) for p in got.problems] == [("EG002", 3, None, {"encoding": encoding})]
    assert got.encoding == encoding
    assert got.rows[1] == ("2", SENTENCE)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"H\xb5 T\xdcnh", "TCVN3 (ABC)"),
        (b"Ha\xf8 T\xf3nh, Vie\xe4t Nam", "VNI"),
        (b"H\xe0 Ti\xdenh", "windows-1258"),
    ],
)
def test_two_words_are_enough(content: bytes, encoding: str) -> None:
    assert read(b"a|b\n1|" + content + b"\n").encoding == encoding


def test_capital_vni_is_read() -> None:
    assert read(b"a|b\n1|" + vni("HÀ TĨNH ĐẮK LẮK") + b"\n").rows == [("1", "HÀ TĨNH ĐẮK LẮK")]


def test_windows_1258_is_read_in_composed_form() -> None:
    (row,) = read(b"a,b\n1,Vi\xea\xf2t Nam\n").rows
    assert row[1] == "Vi\u1ec7t Nam"


def test_western_text_is_windows_1252() -> None:
    got = read("a,b\nS\xe3o Tom\xe9,C\xf4te d\u2019Ivoire\nM\xfcller,caf\xe9\n".encode("cp1252"))
    assert (got.encoding, got.rows[1]) == ("windows-1252", ("Müller", "café"))


def test_bytes_of_no_kind_are_unknown() -> None:
    assert read(b"a,b\n1,\xa1\xa2\xa3\xd7\xf7\xb6\xac\n").encoding == "unknown"


def test_damaged_utf_8_is_not_taken_for_another_encoding() -> None:
    got = read("a,b\n1,Việt Nam\n2,Hà Tĩnh".encode() + b"\xff\n")
    assert (got.encoding, got.problems[0].line) == ("UTF-8 with damaged bytes", 3)
    assert got.rows[1] == ("2", "Hà Tĩnh\N{REPLACEMENT CHARACTER}")


def test_character_cut_off_at_the_end_is_damage() -> None:
    assert read("a,b\n1,Việt Nam\n2,thứ".encode()[:-1]).encoding == "UTF-8 with damaged bytes"


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    ],
)
def test_byte_order_marks_are_followed_and_removed(mark: bytes, codec: str, name: str) -> None:
    got = read(mark + "a,b\r\nHà Tĩnh,86\r\n".encode(codec))
    assert (got.encoding, got.header, got.rows, got.problems) == (name, ("a", "b"), [("Hà Tĩnh", "86")], [])


def test_utf_16_without_mark_is_refused_as_text() -> None:
    with pytest.raises(Exception, match="is not a text file"):
        read("area,value\nVNM,86\n".encode("utf-16-le"))


def test_damaged_utf_16_is_reported() -> None:
    got = read("\ufeffa,b\n1,2\n".encode("utf-16-le") + b"\x00\xd8\x0a\x00")
    assert (got.encoding, [p.code for p in got.problems][:1]) == ("utf-16-le with damaged bytes", ["EG002"])


def test_wrong_byte_late_in_a_long_file_is_found_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"1,x\r\n" * 400_000 + b"2,H\xb5 T\xdcnh\r\n" + b"3,y\r\n" * 400_000)
    detected = detect(path)
    assert (detected.encoding.name, detected.wrong_line) == ("TCVN3 (ABC)", 400_001)


def test_character_over_the_border_of_two_blocks_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes("ế".encode() * 700_000)
    assert detect(path).wrong_line is None
    assert "".join(block or "" for block in read_blocks(path, UTF_8)) == "ế" * 700_000


@pytest.mark.parametrize("before", range(4))
def test_line_end_over_the_border_of_two_blocks_is_one(tmp_path: Path, before: int) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"x" * ((1 << 20) - before) + b"\r\n\r\ny\n")
    blocks = list(read_blocks(path, UTF_8))
    assert "".join(block or "" for block in blocks) == path.read_bytes().decode()
    assert not any((block or "").startswith("\n") for block in blocks)
