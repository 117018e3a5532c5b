"""Whoever listens hears of a new state of the standards, once, in the transaction that records it."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.site.accounts.world import somebody
from tests.site.catalogue.test_times import changed_tree
from tests.site.conftest import ZONE, present
from zhunsheng.site.accounts.models import AuditEntry, Organisation
from zhunsheng.site.api.models import Delivery
from zhunsheng.site.api.operations import STANDARD_CHANGED, create_webhook
from zhunsheng.site.catalogue.operations import NotRecorded, record

LATER = datetime(2030, 1, 1, tzinfo=ZONE)


@pytest.fixture
def hook(district):
    return create_webhook(somebody("office"), "https://93.184.216.34/hook", [STANDARD_CHANGED])[0]


def test_a_change_is_told_to_other_programs_and_to_the_trail(hook, tmp_path):
    before = Delivery.objects.count()
    snapshot, changes = record(changed_tree(tmp_path, "200 if age >= 90", "250 if age >= 90"), "yuexiu", LATER)
    waiting = Delivery.objects.filter(webhook=hook)
    assert waiting.count() == before + 1
    assert '"Q/YXYS 5.002"' in str(waiting.get().body)
    assert AuditEntry.objects.filter(action="standards.recorded").latest("pk").detail["snapshot"] == snapshot.pk
    assert len(changes) == 2


def test_nothing_is_told_where_nothing_changed(hook):
    record(present(), "yuexiu", LATER)
    assert not Delivery.objects.filter(webhook=hook).exists()


def test_nothing_is_told_of_what_was_refused(hook, tmp_path):
    with pytest.raises(NotRecorded):
        record(changed_tree(tmp_path, "level: internal", "level: galactic"), "yuexiu", LATER)
    assert not Delivery.objects.filter(webhook=hook).exists()


def test_the_organisations_come_with_the_standards(district, tmp_path):
    assert not Organisation.objects.filter(key="district").exists()
    record(changed_tree(tmp_path, "200 if age >= 90", "250 if age >= 90"), "yuexiu", LATER)
    assert Organisation.objects.get(key="district").title_zh == "越秀区"
