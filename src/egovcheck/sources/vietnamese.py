"""The two Vietnamese font encodings that no codec knows, TCVN3 (ABC) and VNI, and what a Vietnamese syllable is.

TCVN3 is VSCII-3 of TCVN 5712:1993: one byte a letter from A1 to FE; its fonts draw capitals with accents from the bytes
of small letters, so those come out small. VNI writes a letter and its mark as two bytes. Below A1 both are
Windows-1252. The tables were compared with glibc's TCVN5712-1 and with the published VNI tables.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđẰ",
    0xB5: "àảãáạẲằẳẵắẴ",
    0xC0: "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    0xD0: "éẹềểễếệìỉỄẾỒĩíịò",
    0xE0: "Ổỏõóọồổỗốộờởỡớợù",
    0xF0: "Ỗủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {first + offset: letter for first, row in _TCVN3_ROWS.items() for offset, letter in enumerate(row)}

_PLAIN, _HAT, _BREVE = "ùøûõï", "âáàåãä", "êéèúüë"
_VNI_LETTERS = {
    "a": ((_PLAIN, "áàảãạ"), (_HAT, "âấầẩẫậ"), (_BREVE, "ăắằẳẵặ")),
    "e": ((_PLAIN, "éèẻẽẹ"), (_HAT, "êếềểễệ")),
    "o": ((_PLAIN, "óòỏõọ"), (_HAT, "ôốồổỗộ")),
    "ô": ((_PLAIN, "ớờởỡợ"),),
    "u": ((_PLAIN, "úùủũụ"),),
    "ö": ((_PLAIN, "ứừửữự"),),
    "y": ((_PLAIN[:4], "ýỳỷỹ"),),
}
_VNI_SINGLE = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))


def _vni_pairs() -> dict[str, str]:
    """Return every letter with its mark in both cases; the letter's case decides, whatever the mark's is."""
    pairs = {}
    for base, groups in _VNI_LETTERS.items():
        for marks, letters in groups:
            for mark, letter in zip(marks, letters, strict=True):
                for shape in (mark, mark.upper()):
                    pairs[base + shape] = letter
                    pairs[base.upper() + shape] = letter.upper()
    return pairs


_VNI_PAIRS = _vni_pairs()
_MARKS = _PLAIN + _HAT + _BREVE
_VNI = re.compile(f"[aeouyôöAEOUYÔÖ][{_MARKS}{_MARKS.upper()}]|[{''.join(_VNI_SINGLE)}]")

# The coda k is that of highland names, Đắk Lắk among them.
_ONSET = "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
_OPEN = (
    "[aeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iêu|iu|oa|oai|oay|oao|oe|oeo|oi|ôi|ơi|ua|uây|uê|ui|uôi|uơ|uy|uya|uyu"
    "|ưa|ưi|ươi|ươu|ưu|yêu"
)
_CLOSED = "(?:[aăâeêioôơuưy]|iê|oa|oă|oe|oo|uâ|uô|uyê|ươ|yê|uy|uê)(?:c|k|m|ng?|p|t)|(?:[aêiy]|oa|uê|uy)(?:nh|ch)"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN}|{_CLOSED})")
_TONES = "\u0300\u0301\u0309\u0303\u0323"  # grave, acute, hook above, tilde, dot below


def from_tcvn3(text: str) -> str:
    """Return the Vietnamese text of TCVN3 bytes that were decoded as Windows-1252."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Return the Vietnamese text of VNI bytes that were decoded as Windows-1252."""
    return _VNI.sub(_vni_letter, text)


def from_windows_1258(text: str) -> str:
    """Return ``text`` with the separate tone marks of Windows-1258 joined to their letters (NFC)."""
    return unicodedata.normalize("NFC", text)


def is_syllable(word: str) -> bool:
    """Say whether ``word`` could be one Vietnamese syllable: known onset and rhyme, at most one tone mark."""
    toneless = [part for part in unicodedata.normalize("NFD", word.lower()) if part not in _TONES]
    tones = len(unicodedata.normalize("NFD", word)) - len(toneless)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(toneless))) is not None


def _vni_letter(match: re.Match[str]) -> str:
    written = match.group()
    found = _VNI_PAIRS.get(written)
    return found or _VNI_SINGLE.get(written[0], written[0]) + written[1:]
