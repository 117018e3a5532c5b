"""A standard as it is printed, in the form of GB/T 1.1—2020: cover, contents, foreword, clauses, annexes, bibliography.

Everything is made from the standard file; what has no place in the file is not printed.
"""

from zhunsheng.publish.printed.standard import NotPrintable, printed_standard

__all__ = ["NotPrintable", "printed_standard"]
