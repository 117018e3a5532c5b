"""Organisations as a tree, posts, users, the roles that they hold, where they are signed in, and the audit trail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is in the system; the anonymous resident has none of these."""

    FRONT_LINE = "front_line", _("一线工作人员")
    UNIT = "unit", _("试点单位")
    INSTITUTE = "institute", _("标准化技术支撑机构")
    OFFICE = "office", _("创建办")
    LEADER = "leader", _("区领导")
    ADMINISTRATOR = "administrator", _("系统管理员")


class Organisation(models.Model):
    """A node of the tree: district, bureau, subdistrict, window, institution, institute.

    path: keys from the root down, ``/district/health/health-centre/``; an organisation lies in another when its path
    starts with the other's.  retired: no longer in ``organisation.yaml``, kept for those who held a role in it.
    """

    key = models.SlugField(max_length=80, unique=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=500, db_index=True)
    position = models.PositiveIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        """Order of the tree is the order in which it was recorded."""

        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title_zh

    @property
    def is_root(self) -> bool:
        """Whether it is the district itself."""
        return self.parent_id is None

    @property
    def depth(self) -> int:
        """Steps below the root; 0 for the root."""
        return self.path.count("/") - 2

    def lies_in(self, other: Organisation) -> bool:
        """Whether it is `other` or anywhere below it."""
        return self.path.startswith(other.path)


class Post(models.Model):
    """A post of ``organisation.yaml``.  organisation: empty where every organisation may have it.  standard: its code."""

    key = models.SlugField(max_length=80, unique=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    standard = models.CharField(max_length=80, blank=True)
    position = models.PositiveIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        """In order of ``organisation.yaml``."""

        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title_zh


class User(AbstractUser):
    """Somebody who signs in.  name: as shown to colleagues.  Superuser flags give nothing; `access` decides.

    one_time_until: the password was made by an administrator and opens nothing after this time.
    """

    name = models.CharField(max_length=80, blank=True)
    must_change_password = models.BooleanField(default=False)
    one_time_until = models.DateTimeField(null=True, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name or self.username


class Holding(models.Model):
    """A user holds a role in an organisation, perhaps at a post, from a day until a day (both included).

    until before since: it was ended before it began and was never held.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """A user's holdings in order of time."""

        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "organisation", "post", "since"], name="holding_once"),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "since"],
                condition=models.Q(post=None),
                name="holding_without_post_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}@{self.organisation}"

    @property
    def was_never_held(self) -> bool:
        """Whether it was ended before its first day."""
        return self.until is not None and self.until < self.since


class Identity(models.Model):
    """Who a user is at a sign-in server, as entered by an administrator.

    Either `subject` (the server's own name for the person) or `email` is given.  An e-mail address counts once: the
    first sign-in whose address the server has verified fixes the subject, and from then on only the subject counts.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=200)
    subject = models.CharField(max_length=191, blank=True)
    email = models.EmailField(blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One person for each subject and for each address of a server."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject"], condition=~models.Q(subject=""), name="identity_subject_once"
            ),
            models.UniqueConstraint(
                fields=["provider", "email"], condition=~models.Q(email=""), name="identity_email_once"
            ),
            models.CheckConstraint(condition=~models.Q(subject="", email=""), name="identity_says_who"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.subject or self.email}"


class SignedIn(models.Model):
    """A session of a user: where and since when somebody is signed in.  The row goes with the session."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField()
    seen = models.DateTimeField()
    address = models.GenericIPAddressField(null=True, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        """Latest seen first."""

        ordering = ["-seen", "-id"]

    def __str__(self) -> str:
        return f"{self.user} {self.since:%Y-%m-%d %H:%M}"


class AppendOnly(Exception):
    """Somebody tried to change or delete a line of the audit trail."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Lines of the audit trail, which are never changed in bulk either."""

    def update(self, **kwargs: Any) -> int:
        """Refused."""
        raise AppendOnly("audit entries are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly("audit entries are never deleted")


class AuditEntry(models.Model):
    """A line of the audit trail; each holds the hash of the line before, so that no line can change or go unseen.

    number: 1, 2, 3 …  actor: who did it, None for the system or somebody unknown.  subject: ``user:12``.
    detail: what a reader needs besides; never a password, a code, or a resident's facts.
    Only `audit.append` writes; saving again, deleting and the bulk forms are refused here and by the database.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True, db_index=True)
    detail = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        """Latest first."""

        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once.  Raises AppendOnly for a line that stands already."""
        if not self._state.adding:
            raise AppendOnly("audit entries are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly("audit entries are never deleted")


class AuditHead(models.Model):
    """The last line of the audit trail: one row, locked by whoever appends, so that the chain never forks."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
