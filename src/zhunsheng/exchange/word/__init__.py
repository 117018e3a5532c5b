"""Word in: a flat, lossless reading of a .docx, and recognising a standard or a policy paper in it.

`reading` turns the package into paragraphs and tables; `importing` turns those into a standard and an account of every
unit of the file.
"""
