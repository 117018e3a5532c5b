"""The site: a Django project over the core.  Pages, interface for programs, accounts; nothing below it knows Django."""
