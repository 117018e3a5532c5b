"""Addresses of the floor board and the comparison."""

from __future__ import annotations

from django.urls import URLPattern, path

from zhunsheng.site.office import compare, floor, floor_cell_pages, floor_table

urlpatterns: list[URLPattern] = [
    path("floor", floor.floor, name="floor"),
    path("floor.csv", floor_table.floor_csv, name="floor_csv"),
    path("floor.xlsx", floor_table.floor_xlsx, name="floor_xlsx"),
    path("floor/again", floor.again, name="floor_again"),
    path("floor/change/<path:upper>/<slug:item>", floor_cell_pages.change, name="floor_change"),
    path("floor/<path:upper>/<slug:item>", floor_cell_pages.cell, name="floor_cell"),
    path("compare", compare.compare, name="compare"),
]
