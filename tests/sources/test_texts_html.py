from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovcheck.core.errors import InputError
from egovcheck.sources.texts import is_text, open_text
from egovcheck.sources.texts.dates import iso_date
from egovcheck.sources.texts.model import TextDocument

from .reading import document

FIRST = "Sáng 12/5, tỉnh công bố kết quả: xếp thứ 27/63 về chính quyền điện tử, tăng ba bậc so với năm trước đó."
SECOND = "Đến hết tháng 4, các sở, ngành đã cung cấp 1.245 dịch vụ công trực tuyến, đạt 92,5% kế hoạch đề ra."
THIRD = "Lãnh đạo tỉnh yêu cầu đến cuối năm có ít nhất 50% hồ sơ được nộp và xử lý hoàn toàn trên môi trường mạng."
BODY = [FIRST, SECOND, THIRD]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)
LINKS = "".join(
    f'<li><a href="/{n}">Huyện số {n} tiếp nhận {n}.450 hồ sơ, đứng thứ {n} toàn tỉnh</a></li>' for n in range(9)
)
OTHER = "<p>Một tỉnh khác xếp thứ 5/63, có 9.999 dịch vụ công, theo bài đã đăng hôm trước trên trang này của báo.</p>"


def opened(page: str | bytes, folder: Path, name: str = "bai.html") -> TextDocument:
    return open_text(document(page, folder, name))


def lines(page: str, folder: Path) -> list[str]:
    return opened(f"<!doctype html><html lang=vi><body>{page}</body></html>", folder).text.splitlines()


def headings(read: TextDocument) -> list[str]:
    return [read.text[start:end] for start, end in read.headings]


@pytest.mark.parametrize(
    "page",
    [
        f"<nav><ul>{LINKS}</ul></nav><h1>Tin</h1><div class='fck_detail'>{PARAGRAPHS}</div><footer>{OTHER}</footer>",
        f"<h1>Tin</h1><article>{PARAGRAPHS}<div class='box-tin-lien-quan'>{OTHER}</div></article>",
        f"<h1>Tin</h1><div class='content-detail'>{PARAGRAPHS}</div><div id='sidebar-right'>{OTHER * 2}</div>",
        f"<h1>Tin</h1><div><div>{PARAGRAPHS}</div><h3>Tin liên quan</h3><ul>{LINKS}</ul></div>",
        f"<h1>Tin</h1><div>{PARAGRAPHS}<p><b>Đọc thêm:</b></p><ul>{LINKS}</ul></div>",
        f"<h1>Tin</h1><div>{PARAGRAPHS}</div><div class='comment-list'>{OTHER}</div><p>Lượt xem: 12.345</p>",
        f"<h1>Tin</h1><div>{PARAGRAPHS}</div><aside>{OTHER}</aside><div style='display: none'>{OTHER}</div>",
        f"<h1>Tin</h1><div>{PARAGRAPHS}<script>document.write('9.999')</script><style>p{{top:9}}</style></div>",
        f"<h1>Tin</h1><div>{FIRST}<br><br>{SECOND}<br/>{THIRD}</div><div class=related-news><ul>{LINKS}</ul></div>",
        f"<form><table><tr><td><ul>{LINKS}</ul></td><td><h1>Tin</h1><div>{PARAGRAPHS}</div></td></tr></table></form>",
        f"<body class='right-sidebar tag-bao'><h1>Tin</h1><div class='post tag-egov'>{PARAGRAPHS}</div>",
    ],
)
def test_only_the_article_is_read(tmp_path: Path, page: str) -> None:
    assert lines(page, tmp_path) == ["Tin", *BODY]


def test_labels_of_lists_are_left_out_and_headlines_after_the_last_one_too(tmp_path: Path) -> None:
    headline = "Một huyện khác đã có 999 dịch vụ công trực tuyến trong tháng 3."
    page = (
        f"<h1>Tin</h1><div><p>{FIRST}</p><p>Xem thêm:</p><p>{SECOND}</p><p>Đọc thêm: <a href=x>{headline}</a></p>"
        f"<p>{THIRD * 4}</p><p><b>Tin cùng chuyên mục</b></p><p>{headline[:59]}</p></div>"
    )
    assert lines(page, tmp_path) == ["Tin", FIRST, SECOND, THIRD * 4]


def test_lead_and_date_line_between_title_and_body_are_kept(tmp_path: Path) -> None:
    page = (
        f"<div class=menu><ul>{LINKS}</ul></div><h1>Tỉnh tăng ba bậc</h1><span>12/05/2021 17:05</span>"
        f"<h2 class=sapo>{THIRD}</h2><div class='detail-content afcbc-body'>{PARAGRAPHS}</div>"
    )
    assert lines(page, tmp_path) == ["Tỉnh tăng ba bậc", "12/05/2021 17:05", THIRD, *BODY]


def test_portal_without_any_heading_keeps_title_and_date(tmp_path: Path) -> None:
    page = (
        f"<table><tr><td>Số lượt truy cập: 12.345.678</td></tr><tr><td><div>Hội nghị tổng kết</div>"
        f"<span>Cập nhật: 25/02/2020</span><div>{FIRST}<br>{SECOND}<br>{THIRD}</div><ul>{LINKS}</ul></td></tr>"
        "<tr><td>Địa chỉ: Số 18. Điện thoại: 0225.3842619 - Fax: 0225.3747541.</td></tr></table>"
    )
    assert lines(page, tmp_path) == ["Hội nghị tổng kết", "Cập nhật: 25/02/2020", *BODY]


def test_title_that_is_no_heading_is_known_by_the_metadata(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Tỉnh tăng ba bậc về chính quyền số - Báo Tỉnh</title></head><body>"
        "<div class=t>Tỉnh tăng ba bậc về chính quyền số</div><div>Chuyên mục: Tin</div>"
        f"<div><div><div>{PARAGRAPHS}</div></div></div></body></html>"
    )
    read = opened(page, tmp_path)
    assert read.text.splitlines()[0] == read.title == "Tỉnh tăng ba bậc về chính quyền số"


def test_tables_lists_and_headings_are_lines(tmp_path: Path) -> None:
    page = (
        f"<h1>Tin</h1><div><p>{FIRST}</p><h2>Xếp hạng</h2><table><tr><th>Đơn vị</th><th>Hạng</th><th>Điểm</th></tr>"
        f"<tr><td>Sở <b>Y tế</b></td><td>1</td><td></td></tr></table><ul><li>Huế: 0,81</li></ul><p>{SECOND}</p></div>"
    )
    read = opened(f"<html><body>{page}", tmp_path)
    rows = ["Đơn vị | Hạng | Điểm", "Sở Y tế | 1 |", "Huế: 0,81"]
    assert [line.rstrip() for line in read.text.splitlines()] == ["Tin", FIRST, "Xếp hạng", *rows, SECOND]
    assert headings(read) == ["Tin", "Xếp hạng"]


def test_a_short_page_is_read_as_it_is(tmp_path: Path) -> None:
    assert lines("<h1>Tin ngắn</h1><p>Tỉnh có 60 dịch vụ.</p>", tmp_path) == ["Tin ngắn", "Tỉnh có 60 dịch vụ."]


def test_links_inside_a_sentence_stay(tmp_path: Path) -> None:
    page = "<p>Theo <a href=x>báo cáo của Liên Hợp Quốc</a>, nước ta xếp thứ <a href=y>86/193</a> về chỉ số này.</p>"
    assert lines(page, tmp_path) == ["Theo báo cáo của Liên Hợp Quốc, nước ta xếp thứ 86/193 về chỉ số này."]


def test_entities_and_blanks_are_resolved(tmp_path: Path) -> None:
    page = "<p>&#272;&#7841;t&nbsp;92,5&#37;\n   s&#7889;\thồ&shy; sơ &lt;năm&#8203; 2021&gt;.</p>"
    assert lines(page, tmp_path) == ["Đạt 92,5% số hồ sơ <năm 2021>."]


@pytest.mark.parametrize(
    ("head", "codec", "encoding", "problems"),
    [
        ("", "utf-8", "utf-8", 0),
        ("", "utf-8-sig", "utf-8", 0),
        ("", "utf-16", "utf-16-le", 0),
        ("<meta charset='windows-1252'>", "utf-8", "utf-8", 0),
        ("<meta http-equiv=content-type content='text/html; charset=gb18030'>", "gb18030", "gb18030", 0),
        ("<meta charset=x-user-defined>", "tcvn3", "TCVN3 (ABC)", 1),
        ("<meta charset=iso-8859-1>", "tcvn3", "TCVN3 (ABC)", 1),
    ],
)
def test_charset(tmp_path: Path, head: str, codec: str, encoding: str, problems: int) -> None:
    said = "Dịch vụ công trực tuyến đạt tỷ lệ cao"
    old = b"D\xdech v\xf4 c\xabng tr\xf9c tuy\xd5n \xae\xb9t t\xfb l\xd6 cao"
    page = f"<html><head>{head}</head><body><p>%</p></body></html>"
    data = page.encode().replace(b"%", old) if codec == "tcvn3" else page.replace("%", said).encode(codec)
    read = opened(data, tmp_path)
    assert (read.text, read.encoding, len(read.problems)) == (f"{said}\n", encoding, problems)


def metadata(folder: Path, head: str, body: str = "", lang: str = "vi") -> TextDocument:
    return opened(f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}{PARAGRAPHS}</body></html>", folder)


def test_open_graph(tmp_path: Path) -> None:
    read = metadata(
        tmp_path,
        "<meta property='og:title' content='Tiêu đề'><meta property='og:site_name' content=' Báo  Tỉnh '>"
        "<meta property='og:url' content='https://bao.example/1'>"
        "<meta property='article:published_time' content='2021-05-12T17:05:00+07:00'>"
        "<meta property='article:modified_time' content='2022-01-01T00:00:00+07:00'>",
    )
    assert (read.title, read.publisher, read.url) == ("Tiêu đề", "Báo Tỉnh", "https://bao.example/1")
    assert (read.published, read.language) == ("2021-05-12T17:05:00+07:00", "vi")


def test_linked_data_of_the_article_goes_before_that_of_the_page(tmp_path: Path) -> None:
    page = {"@type": "WebPage", "datePublished": "2015-01-01", "publisher": {"name": "Trang"}}
    article = {"@type": ["NewsArticle"], "datePublished": "2021-05-12T10:00Z", "publisher": {"name": "Báo Tỉnh"}}
    data = json.dumps({"@graph": [page, {"@type": "Person", "name": "x"}, article]})
    read = metadata(tmp_path, f"<script type='application/ld+json'>{data}</script>")
    assert (read.publisher, read.published) == ("Báo Tỉnh", "2021-05-12T10:00Z")


@pytest.mark.parametrize("data", ["{", "[" * 50_000, "null", '{"@type": 5, "publisher": [1]}', '{"datePublished": 5}'])
def test_broken_linked_data_says_nothing(tmp_path: Path, data: str) -> None:
    read = metadata(tmp_path, f"<script type='application/ld+json'>{data}</script>")
    assert (read.published, read.publisher) == (None, None)


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<time datetime='2021-05-12'>12/5</time>", "2021-05-12"),
        ("<time datetime='2021-05-12'></time><time datetime='2020-01-01'></time>", None),
        ("<time datetime='2020-01-01'></time><time pubdate datetime='2021-05-12'></time>", "2021-05-12"),
        ("<span itemprop=datePublished content='2021-05-12 08:00'></span>", "2021-05-12T08:00"),
        ("<time datetime='gestern'></time>", None),
    ],
)
def test_time_elements(tmp_path: Path, body: str, published: str | None) -> None:
    assert metadata(tmp_path, "", body).published == published


def test_day_and_month_are_not_guessed_in_english(tmp_path: Path) -> None:
    head = "<meta name=pubdate content='05/12/2021'>"
    assert metadata(tmp_path, head).published == "2021-12-05"
    assert metadata(tmp_path, head, lang="en-US").published is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-08-26", "2020-08-26"),
        ("2020-08-26T17:30:00.000Z", "2020-08-26T17:30:00Z"),
        ("2020-08-26 99:30", "2020-08-26"),
        ("2020-13-26", None),
        ("Thứ tư, 26/08/2020 17:30", "2020-08-26"),
        ("8/26/2020", "2020-08-26"),
        ("31/02/2020", None),
        ("126/08/2020", None),
        ("", None),
    ],
)
def test_dates_of_metadata(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_nothing_is_fetched_or_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    (tmp_path / "other.txt").write_text("bí mật", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/other.txt">]><html><head>'
        "<base href='http://127.0.0.1:9/'><link rel=stylesheet href=a.css><script src=http://127.0.0.1:9/a.js></script>"
        f"</head><body><img src=http://127.0.0.1:9/a.png><iframe src=other.txt></iframe><p>&x;{FIRST}</p></body></html>"
    )
    text = opened(page, tmp_path).text
    assert FIRST in text
    assert "bí mật" not in text


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><body>" + "<div>" * 100_000 + "x", "is nested too deeply"),
        ("<html><body><p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x", "thousands of attributes"),
        ("<html><body><script>x</script></body></html>", "holds no text"),
        ("<!doctype html>", "holds no text"),
        ("<html><body><!--" + "x" * 100, "holds no text"),
        ("<html><body>\0\0</body></html>", "holds no text"),
        ("", "is empty"),
    ],
)
def test_pages_that_cannot_be_read_are_refused(tmp_path: Path, page: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        opened(page, tmp_path)
    assert caught.value.hint


def test_moderate_nesting_and_unclosed_elements_are_read(tmp_path: Path) -> None:
    assert lines("<font color=red>" * 1_500 + f"<p>{FIRST}", tmp_path) == [FIRST]
    assert lines("<table><tr><td>" * 300 + FIRST, tmp_path) == [FIRST]


def test_page_on_standard_input_is_known_by_its_beginning(tmp_path: Path) -> None:
    for start in ("<!DOCTYPE html>\n", "\ufeff<html>", "<?xml version='1.0'?><!-- lưu từ trang -->\n<html lang='vi'>"):
        one = document(f"{start}<body><p>{FIRST}</p></body></html>", tmp_path, "stdin", "-")
        assert is_text(one)
        assert (open_text(one).format, open_text(one).text) == ("html", f"{FIRST}\n")


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "<h2>",
                "</h2>",
                "<td>",
                "<tr>",
                "<table>",
                "<a>",
                "<br>",
                "chữ 12. ",
                "</p>",
                "&amp;",
                "<ul class=related>",
                "<li>",
            ]
        ),
        max_size=60,
    )
)
def test_any_soup_gives_headings_that_are_whole_lines(
    tmp_path_factory: pytest.TempPathFactory, soup: list[str]
) -> None:
    page = f"<html><body><p>{FIRST}</p>{''.join(soup)}"
    read = opened(page, tmp_path_factory.mktemp("h"))
    assert read == opened(page, tmp_path_factory.mktemp("h"))
    assert set(headings(read)) <= set(read.text.split("\n"))
    assert read.text.endswith("\n")
