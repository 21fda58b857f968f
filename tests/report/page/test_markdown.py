from __future__ import annotations

import pytest

from egovcheck.report.page.markdown import rendered


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("one\ntwo\n\nthree", "<p>one two</p><p>three</p>"),
        ("a `b*c` **d** *e* 2 * 3", "<p>a <code>b*c</code> <strong>d</strong> <em>e</em> 2 * 3</p>"),
        ("- one\n  more\n- two", '<ul class="told"><li>one more</li><li>two</li></ul>'),
        ("1. one\n2. two", '<ol class="told"><li>one</li><li>two</li></ol>'),
        ("```toml\na = 1\n\nb = 2\n```\nafter", "<pre><code>a = 1\n\nb = 2</code></pre><p>after</p>"),
        ("see [the page](https://example.org)", "<p>see the page</p>"),
        ("## Heading", "<p><strong>Heading</strong></p>"),
        ("", ""),
        ("`open", "<p>`open</p>"),
        ("```\nnever closed", "<pre><code>never closed</code></pre>"),
    ],
    ids=ascii,
)
def test_a_little_markdown_is_rendered(source: str, markup: str) -> None:
    assert rendered(source) == markup


@pytest.mark.parametrize("evil", ["<b>", "`<b>`", "**<b>**", "- <b>", "```\n<b>\n```", "[<b>](x)", "1. <b>"])
def test_nothing_in_it_becomes_an_element(evil: str) -> None:
    assert "<b>" not in rendered(evil)
    assert "&lt;b&gt;" in rendered(evil)


def test_a_link_leads_nowhere() -> None:
    assert "javascript" not in rendered("[x](javascript:alert(1))")
