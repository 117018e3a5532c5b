"""``python -m zhunsheng.cli`` is ``zhunsheng``."""

from zhunsheng.cli import main

main()
