"""``egovcheck init``: a first ``egovcheck.toml``, a layout for a wide table, or a whole repository for figures.

What exists is never overwritten.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from glob import escape
from itertools import chain
from pathlib import Path

from egovcheck.cli.configuration import FILE, find_configuration, load_configuration
from egovcheck.cli.templates import write_new, write_repository
from egovcheck.core.errors import UsageError
from egovcheck.core.findings import Lang
from egovcheck.core.text import safe
from egovcheck.records.catalogue import Catalogue, load_catalogue
from egovcheck.records.layouts.model import Origin
from egovcheck.records.layouts.proposing import Guess, Proposal, propose
from egovcheck.records.workbooks import tables_of
from egovcheck.sources.find import find_documents
from egovcheck.sources.formats import open_grid
from egovcheck.sources.tables import Document
from egovcheck.sources.wording import called

_STARTER: Mapping[Lang, str] = {
    "en": """\
# Settings of egovcheck, for runs that start in this folder or below it. Paths are relative to this file.

# lang = "vi"                   # language of messages: en, vi
# locale = "vi"                 # figures are printed 1.039,5 (vi) or 1,039.5 (en); else settled per file
# fail-on = "warning"           # exit with 1 from this severity on: error, warning, info, never
# select = ["EG5"]              # only these rules; ignore = ["EG503"] leaves some out
# rules = ["our-rules/"]        # rules of your own
# catalogue = "our-catalogue/"  # tables of your own: indicators.yaml, areas.csv, …

# Who published a source, and when. The name of a file without its ending is its source.
# [[sources]]
# source = "haiphong"
# publisher = "Cổng thông tin điện tử thành phố Hải Phòng"
# published = "2020-02-25"

# Wide tables, one row an area and one column an indicator: egovcheck init --from FILE proposes this.
# [[layouts]]
# files = "egdi-20*.csv"
# area = {column = "country-code"}
# period = {filename = 'egdi-(\\d{4})'}
# [layouts.columns]
# "e-gov-rank" = "UN_EGDI_RANK"
""",
    "vi": """\
# Thiết lập của egovcheck cho các lần chạy từ thư mục này hoặc thư mục con. Đường dẫn tính từ tệp này.

# lang = "vi"                   # ngôn ngữ thông báo: en, vi
# locale = "vi"                 # số liệu viết kiểu 1.039,5 (vi) hay 1,039.5 (en); nếu không khai thì xét theo từng tệp
# fail-on = "warning"           # mã thoát 1 từ mức này trở lên: error, warning, info, never
# select = ["EG5"]              # chỉ dùng các quy tắc này; ignore = ["EG503"] để bỏ bớt
# rules = ["our-rules/"]        # quy tắc riêng
# catalogue = "our-catalogue/"  # danh mục riêng: indicators.yaml, areas.csv, …

# Nguồn do ai công bố, khi nào. Tên tệp bỏ phần đuôi là mã nguồn.
# [[sources]]
# source = "haiphong"
# publisher = "Cổng thông tin điện tử thành phố Hải Phòng"
# published = "2020-02-25"

# Bảng ngang, mỗi dòng một địa phương, mỗi cột một chỉ tiêu: egovcheck init --from TỆP gợi ý phần này.
# [[layouts]]
# files = "egdi-20*.csv"
# area = {column = "country-code"}
# period = {filename = 'egdi-(\\d{4})'}
# [layouts.columns]
# "e-gov-rank" = "UN_EGDI_RANK"
""",
}
_WORDS: Mapping[Lang, dict[str, str]] = {
    "en": {
        "proposed": "Proposed from {files}: look at every line before you rely on it.",
        "incomplete": "This layout is not complete: give what is open, and take the # from its lines.",
        "area": "which column names the area?",
        "period": "which period are the figures of?",
        "source": "who states the figures; publisher and published alike",
        "or": "or",
        "indicator": "which indicator is it?",
        "ignored": "not named, so not read:",
        "hides": "without this line the file would hide {path}",
        "written": "{path} written",
        "kept": "{path} kept: it was there already",
        "next": "put files of figures under data/, then run: egovcheck validate data/",
    },
    "vi": {
        "proposed": "Gợi ý từ {files}: hãy xem lại từng dòng trước khi dùng.",
        "incomplete": "Layout này chưa đủ: hãy điền chỗ còn bỏ ngỏ rồi bỏ dấu # ở đầu dòng.",
        "area": "cột nào ghi địa phương?",
        "period": "số liệu của kỳ nào?",
        "source": "nguồn của số liệu; publisher và published cũng khai như vậy",
        "or": "hoặc",
        "indicator": "chỉ tiêu nào?",
        "ignored": "không nêu nên không đọc:",
        "hides": "thiếu dòng này thì {path} không còn hiệu lực",
        "written": "đã ghi {path}",
        "kept": "giữ nguyên {path} vì đã có sẵn",
        "next": "hãy đặt tệp số liệu vào data/ rồi chạy: egovcheck validate data/",
    },
}
_OPEN = "…"


def init_command(files: Sequence[str], catalogue: str | None, lang: str | None, *, repository: bool = False) -> None:
    """Write a first configuration file into the working directory, with a layout for each of ``files``.

    Where there is a configuration already, the layouts are printed instead. With ``repository`` everything else that a
    repository of figures wants is written as well, and what is there already is kept and named.

    Raises:
        UsageError: where there is a configuration already and nothing to print or to write.
    """
    folder = Path.cwd()
    found = find_configuration(folder)
    configuration = load_configuration(folder, isolated=False)
    chosen: Lang = "vi" if configuration.get("lang", lang, "en") == "vi" else "en"
    own = Path(catalogue) if catalogue else configuration.catalogue
    blocks = list(_blocks(files, own, chosen, "tool.egovcheck." if found and found.name != FILE else ""))
    text = "\n".join(blocks) if files else _STARTER[chosen]
    if repository and chosen == "vi" and "lang" not in configuration.values:
        text = f'lang = "vi"\n\n{text}'  # what runs elsewhere say is in the language of the repository
    name = FILE
    if found and found.parent == folder:
        name = found.name
    elif found:
        above = _text(_upwards(found, folder))
        text = f"extend = {above}  # {_said(chosen, 'hides', path=safe(str(found)))}\n\n{text}"
    written = name == FILE and write_new(folder / FILE, text, FILE)
    if not written and (blocks or not repository):
        _refuse(name, blocks)
    if not repository:
        sys.stdout.write(f"{FILE} written\n" if written else "")
        return
    # standard output may hold the layouts, which are to be copied as they stand
    out = sys.stderr if blocks and not written else sys.stdout
    for path, new in chain([(name, written)], write_repository(folder, chosen)):
        out.write(_said(chosen, "written" if new else "kept", path=safe(path)) + "\n")
    out.write(_said(chosen, "next") + "\n")


def _refuse(name: str, blocks: Sequence[str]) -> None:
    if not blocks:
        hint = "egovcheck init --from FILE prints a layout to add to it"
        raise UsageError(f"{name} exists already and is not overwritten", hint=hint)
    sys.stdout.write("\n".join(blocks))
    sys.stderr.write(f"egovcheck: {name} exists already and is not changed: add the lines above to it\n")


def _blocks(files: Sequence[str], own: Path | None, lang: Lang, prefix: str) -> Iterator[str]:
    """Yield the text of a layout for each kind of table among the files; those of one kind share theirs."""
    if not files:
        return
    catalogue = load_catalogue(own)
    kinds: dict[str, list[Proposal]] = {}
    with find_documents(files, stdin=None) as documents:
        for document in documents:
            for proposal in _proposals(document, catalogue):
                kinds.setdefault("\n".join(_layout(proposal, lang, prefix)), []).append(proposal)
    if not kinds:
        raise UsageError("there is no layout to propose", hint="a wide table has one column an indicator")
    for lines, proposals in kinds.items():
        names = list(dict.fromkeys(proposal.file for proposal in proposals))
        written = [_text(escape(name)) for name in names]
        patterns = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
        block = f"[[{prefix}layouts]]\nfiles = {patterns}\n{lines}\n"
        usable = proposals[0].usable
        if not usable:
            block = "".join(line if line.startswith("#") else f"# {line}" for line in block.splitlines(keepends=True))
            block = f"# {_said(lang, 'incomplete')}\n{block}"
        yield f"# {_said(lang, 'proposed', files=', '.join(map(safe, names)))}\n{block}"


def _proposals(document: Document, catalogue: Catalogue) -> Iterator[Proposal]:
    """Yield a layout for each table of a file that needs one; of the others it is said that they need none."""
    with tables_of(document, catalogue) as opened:
        several = len(opened.documents) > 1
        for table in opened.documents:
            sheet = table.part.sheet if table.part else None
            proposal = propose(document.path.name, open_grid(table), catalogue)
            if proposal is None or proposal.is_long:
                why = "has no row that could be a header" if proposal is None else "is a long table and needs no layout"
                where = f", sheet '{safe(sheet)}'," if sheet is not None and several else ""
                sys.stderr.write(f"egovcheck: {called(document.label)}{where} {why}\n")
            else:
                yield replace(proposal, sheet=sheet if several else None)


def _layout(proposal: Proposal, lang: Lang, prefix: str) -> Iterator[str]:
    if proposal.sheet is not None:
        yield f"sheet = {_text(escape(proposal.sheet))}"
    if proposal.header:
        first, last = proposal.header
        yield f"header = {first}" if first == last else f'header = "{first}-{last}"'
    for name in ("area", "indicator", "period"):
        if name in proposal.fields:
            yield f"{name} = {_origin(proposal.fields[name])}"
        elif name == "area" or (name == "period" and not all("period" in guess.fields for guess in proposal.columns)):
            yield f'# {name} = {{column = "{_OPEN}"}}  # {_said(lang, name)}'
    yield f'# source = {{value = "{_OPEN}"}}  # {_said(lang, "source")}'
    yield f"[{prefix}layouts.columns]"
    yield from (_column(guess, lang) for guess in proposal.columns)
    if proposal.ignored:
        yield f"# {_said(lang, 'ignored')} {', '.join(_text(heading) for heading in proposal.ignored)}"


def _column(guess: Guess, lang: Lang) -> str:
    fields = dict(guess.fields)
    others = [code for code in guess.candidates if code != fields.get("indicator")]
    if not guess.settled and "indicator" not in fields:
        fields = {"indicator": others.pop(0) if others else _OPEN, **fields}
    said = _text(fields["indicator"]) if fields.keys() == {"indicator"} else _table(fields)
    line = f"{_text(guess.heading)} = {said}"
    if guess.settled:
        return line
    question = f"{_said(lang, 'or')} {', '.join(others)}?" if others else _said(lang, "indicator")
    return f"# {line}  # {question}"


def _origin(origin: Origin) -> str:
    literal = origin.kind == "filename" and "'" not in origin.text
    text = f"'{origin.text}'" if literal else _text(origin.text)
    return f"{{{origin.kind} = {text}}}"


def _table(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name} = {_text(text)}" for name, text in fields.items()) + "}"


def _said(lang: Lang, key: str, **fields: str) -> str:
    return _WORDS[lang][key].format_map(fields)


def _text(text: str) -> str:
    """Return a text as TOML has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _upwards(path: Path, folder: Path) -> str:
    above = len(folder.parts) - len(path.parent.parts)
    return "/".join([".."] * above + [path.name])
