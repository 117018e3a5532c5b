"""The papers of a standards system: structure diagram (体系结构图), detail table (明细表), statistics table (统计表).

`content` gathers what they say, `tree` the boxes with their counts; `diagram`, `tables` and `workbook` make them.
Nothing is shown that the workspace does not hold: what is unknown is left empty or said to be unknown.
Source: GB/T 13016—2018 (principles and requirements for standards systems): diagram, detail table, statistics.
"""
