"""Places of the district's standards system, each with what filled it on a day.

Which places the system should have is known from the record alone and has no days of its own.  What fills a place has:
the edition of its text in force on the day, or a standard outside that was in force then.  A place that is filled only
by what had not begun yet, or had ended, is empty on that day and says so.  `standard.system.survey` counts the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Place
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.registers import Registered

#: What fills a place: a text here, one elsewhere, nothing that was in force on that day, nothing at all.
STATES = ("full", "reference", "idle", "gap")
_ENDED = ("replaced", "withdrawn")
_PUBLISHED = ("published", "systematic_review")


def places_on(asked: Asked) -> list[Place]:
    """The places as the asked day finds them, in order of the detail table; never saved."""
    places = list(selectors.places(asked.snapshot).select_related("edition"))
    texts = _texts(asked, places)
    registered = Registered.of(asked)
    for place in places:
        if place.state == "full" and place.edition is not None:
            _fill(place, place.edition, texts.get(place.edition.work_id))
        elif place.state == "reference":
            _refer(place, registered, asked.on)
    return places


def is_borrowed(asked: Asked) -> bool:
    """Whether the edition of the day wrote no system of its own, so that the places are those of a later one."""
    return asked.library is not asked.state.library()


def _texts(asked: Asked, places: Iterable[Place]) -> dict[int, Edition]:
    """By text the district's edition of it in force on the day."""
    works = {place.edition.work_id for place in places if place.edition is not None}
    rows = selectors.editions(asked.snapshot, asked.on).filter(selectors.of_family(asked.family), work_id__in=works)
    return {row.work_id: row for row in rows}


def _refer(place: Place, registered: Registered, day: date) -> None:
    """What the register says on the day of the standard that a place refers to."""
    status = registered.status(place.code)
    place.status = place.status if status is None else status.status
    is_later = place.status == "later" or (place.effective is not None and place.effective > day)
    if is_later or place.status in _ENDED:
        place.state = "idle"


def _fill(place: Place, now: Edition, text: Edition | None) -> None:
    """Put the edition of the day into a place that `now` fills by what is known; None: none was in force."""
    place.effective = place.effective or now.effective
    if text is None:
        is_undated = place.effective is None and now.stage in _PUBLISHED  # nobody said from when: it counts
        place.state = "full" if is_undated else "idle"
    if text is None or text.pk == now.pk:
        return
    place.edition, place.code, place.stage, place.effective = text, text.code, text.stage, text.effective
    place.title_zh, place.title_en, place.initials = text.title_zh, text.title_en, text.initials
