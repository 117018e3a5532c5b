"""Zhunsheng (准绳): standards of basic public services that run.

The packages import one way: ``standard`` <- ``rule`` <- ``floor`` <- ``cli``.
"""

__version__ = "0.1.0"
