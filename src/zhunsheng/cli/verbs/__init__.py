"""One verb a file.  Each module offers `command`; `zhunsheng.cli.app.VERBS` lists them."""
