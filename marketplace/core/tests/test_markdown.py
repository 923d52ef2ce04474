"""Members' Markdown becomes HTML that is safe, readable from both sides, and the same each time."""

import re
import time
from html.parser import HTMLParser
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from marketplace.core import markdown
from marketplace.core.markdown import Heading, is_own_media, render
from marketplace.core.tests.hostile_markdown import CORPUS, HTML, TARGETS

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "img", "em", "strong", "s"),
}
ATTRIBUTES = {
    *("dir", "href", "title", "src", "alt", "start", "class", "id", "rel", "loading"),
}
CLASSES = re.compile(r"language-[\w+#.-]+|text-center|text-end", re.ASCII)
VOID = {"br", "hr", "img"}


class Inspector(HTMLParser):
    """Walks the HTML as a browser would and notes whatever could act."""

    allowed_schemes: ClassVar = {"http", "https", "mailto"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.text = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.check_attribute(tag, name, value or "")

    def check_attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ATTRIBUTES or name.startswith("on"):
            self.faults.append(f"{tag} {name}={value}")
        if name in {"href", "src"}:
            bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value).lower()
            scheme, colon, _ = bare.partition(":")
            is_scheme = colon and re.fullmatch(r"[a-z0-9+.-]+", scheme)
            if is_scheme and scheme not in self.allowed_schemes:
                self.faults.append(f"{tag} {name}={value}")
        if name == "src" and not is_own_media(value):
            self.faults.append(f"foreign image {value}")
        if name == "id" and not re.fullmatch(r"section-[0-9]+", value):
            self.faults.append(f"id {value}")
        if name == "class" and not CLASSES.fullmatch(value):
            self.faults.append(f"class {value}")
        if name == "rel" and value != "nofollow ugc noopener":
            self.faults.append(f"rel {value}")

    @override
    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"unbalanced </{tag}>")

    @override
    def handle_data(self, data: str) -> None:
        self.text += data

    @override
    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    @override
    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    @override
    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")

    @override
    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data}")


def inspect(source: str) -> Inspector:
    inspector = Inspector()
    inspector.feed(render(source).html)
    inspector.close()
    if inspector.open:
        inspector.faults.append(f"left open {inspector.open}")
    return inspector


def test_the_corpus_of_hostile_texts_is_large() -> None:
    assert len(set(CORPUS)) >= 500


@pytest.mark.parametrize("source", CORPUS)
def test_render_leaves_nothing_active(source: str) -> None:
    assert inspect(source).faults == []


def test_the_inspector_sees_what_is_active() -> None:
    """Proof that the test above can fail."""
    for fragment in (
        "<script>x</script>",
        "<p onclick=x>x</p>",
        "<a href='java\tscript:x'>x</a>",
        "<img src='https://evil.example/x.png'>",
        "<p id=location>x</p>",
        "<a rel=opener>x</a>",
        "<p>x",
        "<!-- x -->",
    ):
        inspector = Inspector()
        inspector.feed(fragment)
        inspector.close()
        assert inspector.faults or inspector.open, fragment


MARKS = st.sampled_from(
    [
        *"[]()!<>&\"'`*_~#|:-+\\/=\n\t {};@.",
        *HTML[:20],
        *TARGETS[:30],
        "](",
        "![",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "|\n|-|\n|",
        "```",
        "    ",
        "https://",
        "نص",
        "שלום",
        "\u202e",
        "\u0000",
        "&#",
        "&lt;",
    ]
)


@given(st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join))
def test_render_of_any_text_is_safe_and_clean_already(source: str) -> None:
    rendered = render(source)
    assert inspect(source).faults == []
    assert markdown._CLEANER.clean(rendered.html) == rendered.html
    assert render(source) == rendered


# -- what writers get ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("نص", '<p dir="auto">نص</p>\n'),
        ("a\nb", '<p dir="auto">a<br>\nb</p>\n'),
        ("**a** *b* ~~c~~", '<p dir="auto"><strong>a</strong> <em>b</em> <s>c</s></p>\n'),
        ("# عنوان", '<h2 dir="auto" id="section-1">عنوان</h2>\n'),
        ("###### x", '<h2 dir="auto" id="section-1">x</h2>\n'),
        ("- أ\n- b", '<ul dir="rtl">\n<li dir="rtl">أ</li>\n<li dir="ltr">b</li>\n</ul>\n'),
        ("3. x", '<ol start="3" dir="ltr">\n<li dir="ltr">x</li>\n</ol>\n'),
        ("> 1 שלום", '<blockquote dir="rtl">\n<p dir="auto">1 שלום</p>\n</blockquote>\n'),
        ("- 12", "<ul>\n<li>12</li>\n</ul>\n"),
        (
            "```python\nx = 1\n```",
            '<pre dir="ltr"><code class="language-python">x = 1\n</code></pre>\n',
        ),
        ("شغّل `ls -l` الآن", '<p dir="auto">شغّل <code dir="auto">ls -l</code> الآن</p>\n'),
        (
            "| أ | b |\n|:-:|--:|\n| 1 | 2 |",
            (
                '<table dir="rtl">\n<thead>\n<tr>\n<th dir="auto" class="text-center">أ</th>\n'
                '<th dir="auto" class="text-end">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
                '<td dir="auto" class="text-center">1</td>\n'
                '<td dir="auto" class="text-end">2</td>\n'
                "</tr>\n</tbody>\n</table>\n"
            ),
        ),
        (
            "[x](/gigs/1 'y')",
            '<p dir="auto"><a href="/gigs/1" title="y" rel="nofollow ugc noopener">x</a></p>\n',
        ),
        (
            "https://a.example/ب?",
            (
                '<p dir="auto"><a href="https://a.example/%D8%A8" dir="ltr"'
                ' rel="nofollow ugc noopener">https://a.example/ب</a>?</p>\n'
            ),
        ),
        (
            "زر https://a.example/ب، ثم",
            (
                '<p dir="auto">زر <a href="https://a.example/%D8%A8" dir="ltr"'
                ' rel="nofollow ugc noopener">https://a.example/ب</a>، ثم</p>\n'
            ),
        ),
        (
            "https://a.example/%D8%9F",
            (
                '<p dir="auto"><a href="https://a.example/%D8%9F" dir="ltr"'
                ' rel="nofollow ugc noopener">https://a.example/؟</a></p>\n'
            ),
        ),
        (
            "me@example.com",
            (
                '<p dir="auto"><a href="mailto:me@example.com" dir="ltr"'
                ' rel="nofollow ugc noopener">me@example.com</a></p>\n'
            ),
        ),
        ("www.a.example ftp://a.example", '<p dir="auto">www.a.example ftp://a.example</p>\n'),
        (
            "![وصف](/media/a.webp)",
            '<p dir="auto"><img src="/media/a.webp" alt="وصف" loading="lazy"></p>\n',
        ),
        (
            "![وصف](https://a.example/x.png)",
            (
                '<p dir="auto"><a href="https://a.example/x.png"'
                ' rel="nofollow ugc noopener">وصف</a></p>\n'
            ),
        ),
        ("![x](/elsewhere.png)", '<p dir="auto">x</p>\n'),
        (
            "[![x](https://b.example/x.png)](https://a.example)",
            '<p dir="auto"><a href="https://a.example" rel="nofollow ugc noopener">x</a></p>\n',
        ),
        ("a \u202eb", '<p dir="auto">a b</p>\n'),
        ("", ""),
    ],
)
def test_render(source: str, result: str) -> None:
    assert render(source).html == result


def test_render_lists_the_headings_for_a_table_of_contents() -> None:
    source = "# أول *مهم* `x`\n\nنص\n\n## ثانٍ\n\nThird\n=====\n"
    assert render(source).headings == (
        Heading(2, "أول مهم x", "section-1"),
        Heading(3, "ثانٍ", "section-2"),
        Heading(2, "Third", "section-3"),
    )
    skipping = render("### a\n\n## b\n\n###### c")
    assert [heading.level for heading in skipping.headings] == [2, 2, 3]
    assert 'id="part-2"' in render(source, anchor_prefix="part-").html
    without = render(source, anchor_prefix="")
    assert "id=" not in without.html
    assert [heading.anchor for heading in without.headings] == ["", "", ""]


def test_render_counts_words_and_minutes() -> None:
    rendered = render("# عُنْوَانٌ\n\nكلمة، وكلمة - ثالثة!\n\n```\nfour five\n```")
    assert (rendered.word_count, rendered.reading_minutes) == (6, 1)
    assert render("كلمة " * 401).reading_minutes == 3
    assert render("").reading_minutes == 0
    assert rendered.version == markdown.RENDERER_VERSION


def test_render_gives_the_plain_text_too() -> None:
    source = "# أ\n\n- ب **ج**\n- [د](https://a.example)\n\n![صورة](/media/x.webp)\n\n`هـ`\nو"
    assert render(source).text == "أ\nب ج\nد\nصورة\nهـ و"


def test_render_asks_whether_an_image_is_ours() -> None:
    source = "![x](https://cdn.example/x.webp)"
    own = render(source, is_own_image=lambda address: address.startswith("https://cdn.example/"))
    assert '<img src="https://cdn.example/x.webp"' in own.html


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/media/a/b.webp", True),
        ("/media/a-b_c.jpg", True),
        ("/media/", True),
        ("/static/x.png", False),
        ("media/x.png", False),
        ("//evil.example/media/x.png", False),
        ("https://evil.example/media/x.png", False),
        ("/media/../secret", False),
        ("/media//evil", False),
        ("/media/%2e%2e/x", False),
        ("/media/x?y", False),
        ("/media/x#y", False),
        ("/media\\x", False),
        ("", False),
    ],
)
def test_is_own_media(address: str, own: bool) -> None:  # noqa: FBT001
    assert is_own_media(address) is own


def test_render_refuses_what_is_too_long() -> None:
    with pytest.raises(markdown.TextTooLong) as refusal:
        render("x" * (markdown.LONGEST_SOURCE + 1))
    assert refusal.value.code == "text_too_long"


@pytest.mark.parametrize(
    "source",
    [
        "[" * 50_000,
        "![" * 40 + "_a " * 33_000,
        "|a" * 10_000 + "\n" + "|-" * 10_000 + "\n|" * 25_000,
    ],
)
def test_render_refuses_what_would_take_long(source: str) -> None:
    with pytest.raises(markdown.TextTooTangled):
        render(source)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 100_000,
        "- " * 50_000,
        "*a " * 33_000,
        "`" * 50_000 + " " + "`" * 49_999,
        "<!--" * 25_000,
        "a@" * 50_000,
        "http://" * 14_000,
        "([x](https://a.example)\n\n" * 4_000,
        "\\" * 100_000,
        "&#x" * 30_000,
    ],
    ids=lambda source: source[:8].encode("unicode_escape").decode(),
)
def test_render_of_a_long_hostile_text_ends(source: str) -> None:
    started = time.process_time()
    assert inspect(source).faults == []
    # No timing test: ten times what the slowest takes, so that only runaway growth fails.
    assert time.process_time() - started < 20
