"""Guides and standards as files: names, tags, days, conditional requests; equal facts give equal bytes."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.look.moment import today
from zhunsheng.site.public.documents import disposition

pytestmark = pytest.mark.usefixtures("district")
START = {"pdf": b"%PDF-", "docx": b"PK", "md": "# 老年人健康管理".encode()}


@pytest.mark.parametrize("ending", ["pdf", "docx", "md"])
def test_a_guide_comes_as_a_file_with_its_name(client: Client, ending: str) -> None:
    address = reverse("public:item_document", args=["elder_health", ending])
    response = client.get(address, {"on": "2025-01-02"})
    assert response.status_code == 200
    assert response.content.startswith(START[ending])
    assert unquote(response.headers["Content-Disposition"]).endswith(f"老年人健康管理 服务指南 2025-01-02.{ending}")
    assert response.headers["Last-Modified"]
    again = client.get(address, {"on": "2025-01-02"})
    assert (again.content, again.headers["ETag"]) == (response.content, response.headers["ETag"])
    kept = client.get(address, {"on": "2025-01-02"}, headers={"if-none-match": response.headers["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")


def test_other_sizes_languages_and_days_are_other_files(client: Client) -> None:
    address = reverse("public:item_document", args=["elder_health", "md"])
    asked = [{}, {"size": "large"}, {"lang": "en"}, {"on": "2022-05-01"}]
    tags = {client.get(address, {"lang": "zh", **one}).headers["ETag"] for one in asked}
    assert len(tags) == len(asked)


def test_only_an_address_that_says_everything_may_be_kept_by_others(client: Client) -> None:
    address = reverse("public:item_document", args=["elder_health", "md"])
    said = client.get(address, {"on": "2025-01-02", "lang": "zh"})
    assert "public" in said.headers["Cache-Control"]
    assert "private" in client.get(address).headers["Cache-Control"]


def test_a_standard_comes_as_it_is_printed(client: Client) -> None:
    pk = selectors.item(selectors.snapshot_for(), today(), "yuexiu", "elder_health").edition_id
    response = client.get(reverse("public:standard_document", args=[pk, "docx"]))
    assert response.content.startswith(b"PK")
    assert "老年人健康管理服务规范" in unquote(response.headers["Content-Disposition"])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_file_name_never_breaks_its_header(name: str) -> None:
    header = disposition(f"{name}.pdf", download=True)
    assert header.isascii()
    assert "\n" not in header
    assert "\r" not in header
    assert header.count('"') == 2
    told = unquote(header.partition("filename*=UTF-8''")[2])
    assert not set(told) & set('/\\:*?"<>|')
