"""Static files as they are served: under a name with their hash, compressed, and only those that some page asks for."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

#: What libraries bring along and no page asks for.
IGNORED = ["*.map", "redoc*", "htmx-4*", "htmax*", "htmx-2.js", "debug*", "ext", "django-htmx*"]


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Leaves source maps out, and the comments that lead to them as they are."""

    patterns = tuple(
        (extension, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for extension, rules in CompressedManifestStaticFilesStorage.patterns
    )
