"""From reports to what people and programs read.

A report becomes neutral blocks (`blocks`), which `plain` and `markdown` print, or plain data with documented keys,
which `jsontext` prints.  The functions here are pure: the site may use them as they are.
"""
