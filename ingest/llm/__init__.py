"""An optional second reader of documents: any endpoint that speaks the OpenAI chat protocol, off unless configured.

`sections` cuts a document, `prompt` says what is asked, `endpoint` asks it, `checking` throws away whatever the text
does not bear out, `reader` adds what is left to what the rules found. Nothing that a model says is believed for being
said: a statement stands on a quote that is in the text.
"""

from ingest.llm.reader import LlmReader, open_reader

__all__ = ["LlmReader", "open_reader"]
