"""What people read, made from a standard: guide, manual, the printed standard, papers, framework, process pictures.

A builder (`guide`, `manual`, …) makes a neutral `blocks.Document`, all its texts in one language; a writer (`html`,
`markdown`, `pdf`, `docx`) turns any document into a file.  Nothing here decides anything about a resident.
"""
