"""The tagger's tokens tile the text, and a text's tokens do not depend on its neighbours."""

from __future__ import annotations

from ingest.content import Document
from ingest.extract import Extractor, Token
from ingest.extract.tagger import LacTagger


def test_tokens_tile_the_text() -> None:
    texts = ["县农业农村局局长周明远到村调研。", "", "字" * 700, "a b\tc"]
    for text, tokens in zip(texts, LacTagger().tag(texts), strict=True):
        assert "".join(token.text for token in tokens) == text
        assert [token.start for token in tokens] == [0, *(token.end for token in tokens)][: len(tokens)]


def test_neighbours_do_not_matter() -> None:
    tagger = LacTagger()
    text = "依托绿源茶业有限公司建立专家工作站。"
    assert tagger.tag([text])[0] == tagger.tag(["短句", text, "另一个更长的句子在这里，说些别的事情。"])[1]


def test_another_tagger_can_be_used() -> None:
    class Letters:
        def tag(self, texts: list[str]) -> list[list[Token]]:
            return [[Token(c, "n", i, i + 1) for i, c in enumerate(text)] for text in texts]

    extractor = Extractor(Letters())  # type: ignore[arg-type]
    assert extractor.extract(Document("空", "", ())).entities == ()
