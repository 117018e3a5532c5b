"""Where a text comes from, said wherever a text is shown: nothing that is not official may look official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.rule.compiled import CompiledService
    from zhunsheng.rule.library import Library
    from zhunsheng.rule.speaking import Speaker

KINDS: dict[str, Text] = {
    "official": T("正式文本"),
    "official_facts": T("依正式文件整理的事实，不是正式文本"),
    "reported_by_press": T("依新闻报道整理，不是正式文本"),
    "imported": T("从文件导入，未与正式文本核对"),
    "illustrative": T("为演示而写，不是正式文本"),
}
CONFIDENCE: dict[str, Text] = {"high": T("可信程度高"), "medium": T("可信程度中等"), "low": T("可信程度低")}


def provenance_of(library: Library, service: CompiledService) -> Provenance:
    """What is known of a service's origin: its own note, completed by that of its file."""
    home = library if service.workspace == library.id else library.above(service.workspace)
    document = home.workspace.own(service.id)[1].model
    whole = document.provenance if document is not None else home.workspace.manifest.provenance
    own = service.source.provenance or whole
    return own.model_copy(
        update={
            "kind": own.kind or whole.kind,
            "confidence": own.confidence or whole.confidence,
            "sources": own.sources or whole.sources,
            "note": own.note or whole.note,
        }
    )


def provenance_words(found: Provenance, speaker: Speaker) -> str:
    """Kind, confidence, sources and note in a line."""
    parts = [speaker.say(KINDS[found.kind])] if found.kind is not None else []
    if found.confidence is not None:
        parts.append(speaker.say(CONFIDENCE[found.confidence]))
    if found.sources:
        parts.append(speaker.say(T("来源 {sources}", sources=list(found.sources))))
    if found.note is not None:
        parts.append(found.note.say(speaker.language))
    return ("；" if speaker.language == "zh" else "; ").join(parts)
