"""The errors that readers raise, in the words of the clerk who chose the file, and the guard around libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import TalentgraphError, TooLarge, UnreadableFile


def empty(name: str) -> UnreadableFile:
    """The file has no content at all."""
    return UnreadableFile(
        f"文件“{name}”是空的，没有任何内容。",
        f"The file '{name}' is empty.",
        hint="请确认文件已保存并上传完整，然后重新上传。 Save the file again and upload it anew.",
        file=name,
    )


def damaged(name: str, what: str, detail: str = "") -> UnreadableFile:
    """The file claims to be a `what`, but cannot be read as one; `detail` is the library's own word on it."""
    if what == "image":
        return UnreadableFile(
            f"图片“{name}”已损坏，无法打开。",
            f"The picture '{name}' is damaged and cannot be opened.",
            hint="请重新扫描，或另存为 PNG、JPG 后再上传。 Scan it again, or save it as PNG or JPG, and upload that.",
            file=name,
            detail=detail[:300],
        )
    return UnreadableFile(
        f"文件“{name}”不是完好的 {what} 文件，无法打开。",
        f"The file '{name}' is not an intact {what} file and cannot be opened.",
        hint=f"请用 Office 或 WPS 打开该文件，另存为新的 {what} 文件后再上传；若打不开，请向提供者重新索取。"
        f" Open it in Office or WPS, save it as a new {what} file and upload that.",
        file=name,
        detail=detail[:300],
    )


def protected(name: str) -> UnreadableFile:
    """The file is encrypted."""
    return UnreadableFile(
        f"文件“{name}”设有打开密码，无法读取。",
        f"The file '{name}' is protected by a password and cannot be read.",
        hint="请用密码打开文件，取消“用密码进行加密”（PDF 可另存为无密码文件）后再上传。"
        " Open it with the password, remove the encryption and upload it again.",
        file=name,
    )


def unsupported(name: str, zh: str, en: str, hint_zh: str, hint_en: str) -> UnreadableFile:
    """The file is of a kind that no reader takes; the hint says into what to turn it."""
    return UnreadableFile(
        f"文件“{name}”是{zh}，暂不支持直接读取。",
        f"The file '{name}' is {en}, which is not supported.",
        hint=f"{hint_zh} {hint_en}",
        file=name,
    )


def no_text(name: str) -> UnreadableFile:
    """The file is intact but holds no text; a scan or pictures only."""
    return UnreadableFile(
        f"文件“{name}”里没有文字，看起来是扫描件或只有图片。",
        f"The file '{name}' holds no text; it looks scanned, or has pictures only.",
        hint="请上传由 Word 或 WPS 直接导出的文件，或先用文字识别（OCR）软件转换成可以选中文字的文件。"
        " Upload a file exported from a word processor, or run text recognition (OCR) first.",
        file=name,
    )


def no_article(name: str) -> UnreadableFile:
    """A web page of which nothing remains without its menus."""
    return UnreadableFile(
        f"网页“{name}”里没有正文，可能要登录后才能看到，或由脚本生成。",
        f"The page '{name}' holds no article; it may need a login, or be made by a script.",
        hint="请在浏览器中打开，把正文复制到 .docx，或打印为 PDF，另存为该文件后上传。"
        " Open it in a browser, copy the article into a .docx or print it as PDF, and upload that.",
        file=name,
    )


def not_text(name: str) -> UnreadableFile:
    """The file should be text, but no encoding fits its bytes."""
    return UnreadableFile(
        f"文件“{name}”不是文本，或文字编码无法识别。",
        f"The file '{name}' is not text, or its encoding is not recognised.",
        hint="请用记事本打开，确认文字正常后选择“另存为”，编码选 UTF-8，再上传。"
        " Open it in a text editor, check that it is legible, save it as UTF-8 and upload it again.",
        file=name,
    )


def too_large(name: str, zh: str, en: str, limit: int, unit: tuple[str, str], hint: str = "") -> TooLarge:
    """A limit is passed: `zh` and `en` name what is too large, `unit` is its unit in Chinese and English."""
    return TooLarge(
        f"文件“{name}”的{zh}超过上限（{limit:,} {unit[0]}）。",
        f"The {en} of the file '{name}' is above the limit of {limit:,} {unit[1]}.",
        hint=hint or "请把文件拆分成几个较小的文件后分别上传。 Split the file and upload the parts.",
        file=name,
        limit=limit,
    )


@contextmanager
def guard(name: str, what: str) -> Iterator[None]:
    """Turn whatever a library raises on a bad file into `UnreadableFile`; let our own errors pass.

    Also catches the panic of a Rust extension, which derives from BaseException and has no importable class.
    """
    try:
        yield
    except TalentgraphError:
        raise
    except Exception as error:
        raise damaged(name, what, f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name, what, f"PanicException: {error}") from error
