"""Documents as Word files (Office Open XML, ISO/IEC 29500 transitional); the one place that knows their insides.

The package is written part by part, so that equal documents give equal bytes, every style and number is a real one,
and nothing of a foreign template comes along.  What each module is for is in docs/adr/0012-word-files.md.
"""

from zhunsheng.publish.word.writer import to_docx

__all__ = ["to_docx"]
