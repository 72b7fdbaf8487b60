"""A passage is what stands in the document at its locator, and holds what it was asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.content import Block, Document
from ingest.passages import LONGEST, PassageBook

PIECES = st.sampled_from(
    [
        "服务草果产业。",
        "张伟；李娜",
        "（见附件）",
        " ",
        "\u3000",
        "“好！”",
        "\n",
        "𠮷",
        "a;b",
        "？",
        "长" * 350,
        "，",
        "\r\n",
        "\u2028",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Blocks that stand in a text with whatever between them."""
    text, blocks = "", []
    for number in range(draw(st.integers(1, 4))):
        text += draw(st.sampled_from(["", "\n", "\n\n  "]))
        body = "".join(draw(st.lists(PIECES, min_size=1, max_size=8)))
        page = draw(st.sampled_from([None, 1, 2]))
        blocks.append(Block(body, len(text), "paragraph", number + 1, page))
        text += body
    return Document("d.txt", text, tuple(blocks))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Document, list[tuple[int, int]]]:
    """A document, and stretches of its blocks that begin and end with something visible."""
    document = draw(documents())
    found = []
    for _ in range(draw(st.integers(1, 5))):
        block = draw(st.sampled_from(document.blocks))
        seen = [i for i, c in enumerate(block.text) if not c.isspace()]
        if seen:
            start = draw(st.sampled_from(seen))
            end = draw(st.sampled_from([i for i in seen if i >= start])) + 1
            found.append((block.start + start, block.start + end))
    return document, found


@given(spans())
def test_every_passage_is_a_slice_of_its_document(asked: tuple[Document, list[tuple[int, int]]]) -> None:
    document, found = asked
    book = PassageBook(document)
    for start, end in found:
        passage = book.passages[book.at(start, end)]
        first, last = passage.locator["start"], passage.locator["end"]
        assert passage.text == document.text[first:last]
        assert passage.text.strip()
        assert first <= start < end <= last, "the passage holds what it was asked for"
        block = document.blocks[passage.locator["paragraph"] - 1]
        assert block.start <= first and last <= block.start + len(block.text)
        assert passage.locator.get("page") == block.page
        assert len(passage.text) <= max(LONGEST, end - start + LONGEST // 2)


@given(spans())
def test_asking_again_gives_the_same_passage(asked: tuple[Document, list[tuple[int, int]]]) -> None:
    document, found = asked
    book = PassageBook(document)
    first = [book.at(*span) for span in found]
    assert [book.at(*span) for span in found] == first
    locators = [(p.locator["start"], p.locator["end"]) for p in book.passages]
    assert len(set(locators)) == len(locators), "each passage stands in the book once"


def test_numbers_of_people_are_blotted_out_and_nothing_moves() -> None:
    text = "联系人李若兰，电话13812345678，证件53010119700101001X，到站服务。"
    document = Document("样例", text, (Block(text, 0, "paragraph", 1),))
    book = PassageBook(document)
    shown = book.passages[book.at(0, len(text))].text
    assert shown == "联系人李若兰，电话███████████，证件██████████████████，到站服务。"
