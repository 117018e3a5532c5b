"""Spreadsheets in: a district's detail table (明细表), item lists and implementation lists, as XLSX or CSV.

From file to result: `reading` gives grids of text, `header` and `guess` find out what the columns mean, `rows` what
each row is, `places` and `services` make models of them, `ledger` remembers what became of every cell.
"""
