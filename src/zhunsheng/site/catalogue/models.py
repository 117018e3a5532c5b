"""The database: documents that never change, snapshots of whole trees of workspaces, and rows to search and filter by.

Two times are kept apart.  *Recorded*: a snapshot says what the database held from a moment on; rows carry the snapshot
that brought them and the one that took them away, so that every earlier state can be asked for.  *In force*: a span says
from which day to which day an edition holds, as far as was known then.  What is worked out from a state (proofs,
guides) is made by the core from the documents of that state; nothing here decides about persons.

Source of the two times: R. T. Snodgrass, Developing Time-Oriented Database Applications in SQL, 1999, chapter 10.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Document(models.Model):
    """The bytes of a file, addressed by their SHA-256; written once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Snapshot(models.Model):
    """A state of the whole tree, recorded at a moment.  tree: hash of all paths and documents.

    district: folder of the workspace that the site is about.  demonstration: the moment is made up.
    """

    recorded_at = models.DateTimeField(db_index=True)
    tree = models.CharField(max_length=64, db_index=True)
    district = models.CharField(max_length=200)
    recorded_by = models.CharField(max_length=150, blank=True)
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        """Snapshots follow one another."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.pk} {self.recorded_at:%Y-%m-%d}"


class Recorded(models.Model):
    """A row that holds from one snapshot until, not including, another."""

    recorded = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    superseded = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Only the shape."""

        abstract = True


class File(Recorded):
    """A path of the tree and the document that stood there."""

    path = models.CharField(max_length=300)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")

    class Meta:
        """One document at a path at a time."""

        constraints = [models.UniqueConstraint(fields=["path"], condition=Q(superseded=None), name="one_file_a_path")]
        indexes = [models.Index(fields=["path", "recorded"])]

    def __str__(self) -> str:
        return self.path


class Work(models.Model):
    """One text through its life: what its editions share.  key: undated number, or family and file."""

    key = models.CharField(max_length=300, unique=True)

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """What was published on a day: one standard file of one workspace, with the columns to filter by.

    workspace: id, ``yuexiu`` or ``cn/2023``.  folder: of the workspace in the tree.  path: of the file in the tree.
    department: 归口单位 in Chinese.  initials: of the Chinese title in pinyin, ``lnrjkglfwgf``.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="editions")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    workspace = models.CharField(max_length=100, db_index=True)
    folder = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    code = models.CharField(max_length=120, blank=True, db_index=True)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400, blank=True)
    initials = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20)
    text_kind = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=12, db_index=True)
    category = models.CharField(max_length=12)
    domain = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=24)
    number = models.CharField(max_length=80, blank=True)
    edition = models.PositiveIntegerField(default=1)
    department = models.CharField(max_length=200, blank=True)
    department_en = models.CharField(max_length=300, blank=True)
    issued = models.DateField(null=True, blank=True)
    effective = models.DateField(null=True, blank=True)
    reviewed = models.DateField(null=True, blank=True)
    provenance = models.CharField(max_length=30)
    clauses_count = models.PositiveIntegerField(default=0)

    class Meta:
        """The same bytes at the same path are one edition."""

        constraints = [models.UniqueConstraint(fields=["path", "document"], name="edition_once")]
        indexes = [models.Index(fields=["workspace", "domain", "category"])]

    def __str__(self) -> str:
        return f"{self.code or self.path} {self.title_zh}"


class Span(Recorded):
    """From which day to which day an edition is in force, as known from a snapshot on.  ends: None while it has no end.

    starts: None where nobody said; such an edition is in force on no day.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="spans")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        """What is known now is asked most."""

        indexes = [models.Index(fields=["edition", "recorded"]), models.Index(fields=["starts", "ends"])]

    def __str__(self) -> str:
        return f"{self.starts}..{self.ends or ''}"


class Clause(models.Model):
    """A numbered clause of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    no = models.CharField(max_length=40)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    kind = models.CharField(max_length=20)

    class Meta:
        """In order of the text."""

        ordering = ["edition_id", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="clause_once")]

    def __str__(self) -> str:
        return f"{self.no} {self.title_zh}"


class Item(models.Model):
    """A service item as an edition has it.  key: id inside its workspace.  parents: references it derives from."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=100, db_index=True)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400, blank=True)
    initials = models.CharField(max_length=300, blank=True)
    domain = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=80, blank=True)
    object_zh = models.TextField(blank=True)
    object_en = models.TextField(blank=True)
    lead_zh = models.CharField(max_length=300, blank=True)
    parents = models.JSONField(default=list)
    has_process = models.BooleanField(default=False)

    class Meta:
        """In order of the text."""

        ordering = ["edition_id", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="item_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.title_zh}"


class Reference(models.Model):
    """An edition names another standard.  key: undated number, by which both directions are found."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="references")
    code = models.CharField(max_length=120)
    key = models.CharField(max_length=120, db_index=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    normative = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Status(Recorded):
    """What a register says of a standard outside: in force, replaced by another, or withdrawn."""

    workspace = models.CharField(max_length=100)
    code = models.CharField(max_length=120)
    key = models.CharField(max_length=120, db_index=True)
    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=20)
    since = models.DateField(null=True, blank=True)
    replaced_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.code}: {self.status}"


class Place(models.Model):
    """A place of the district's standards system (体系框架) in a snapshot: full text, reference, or named gap.

    codes of one row: `count` places where only their number is known.  node: the box of the structure diagram.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=400, blank=True)
    initials = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    domain = models.CharField(max_length=80, blank=True)
    category = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=120, blank=True)
    count = models.PositiveIntegerField(default=1)
    node = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=20, blank=True)
    department_zh = models.CharField(max_length=300, blank=True)
    department_en = models.CharField(max_length=400, blank=True)
    effective = models.DateField(null=True, blank=True)
    provenance = models.CharField(max_length=30, blank=True)
    reason_zh = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    items = models.JSONField(default=list)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="places")

    class Meta:
        """In order of the detail table."""

        ordering = ["snapshot_id", "position"]

    def __str__(self) -> str:
        return f"{self.number} {self.title_zh}"


class ProofRun(models.Model):
    """All items of a workspace proved against everything above, for a stretch of days on which no value moves.

    period: first day of the stretch.  folder: of the workspace in the tree.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="runs")
    folder = models.CharField(max_length=200)
    period = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField()

    class Meta:
        """One run for a state, a workspace and a stretch of days."""

        constraints = [models.UniqueConstraint(fields=["snapshot", "folder", "period"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.folder} {self.period}"


class Proof(models.Model):
    """One item above against what derives from it here.

    upper: id of the workspace above.  lower: ours, or a level of the chain against the next.  item: id above.  derived: ids here.
    aspects: per aspect ``{"verdict", "exceeds", "silent"}``.  data: the judgements, as the interface for programs says them.
    """

    run = models.ForeignKey(ProofRun, on_delete=models.CASCADE, related_name="proofs")
    position = models.PositiveIntegerField()
    lower = models.CharField(max_length=100)
    upper = models.CharField(max_length=100)
    item = models.CharField(max_length=100)
    derived = models.JSONField(default=list)
    verdict = models.CharField(max_length=20)
    exceeds = models.BooleanField(default=False)
    marks = models.JSONField(default=list)
    aspects = models.JSONField(default=dict)
    data = models.JSONField(default=dict)

    class Meta:
        """In order of the catalogue above."""

        ordering = ["run_id", "position"]
        indexes = [models.Index(fields=["run", "upper", "item"])]

    def __str__(self) -> str:
        return f"{self.upper}#{self.item}: {self.verdict}"


class SearchEntry(models.Model):
    """Something that search can find: a standard, a clause, an item or a material of an edition.

    key: clause number, item id, or item id and material id.  The grams of title and body stand in a table that only
    `search` knows, one for each kind of database.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, db_index=True)
    key = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=400)
    title_en = models.CharField(max_length=500, blank=True)
    body_zh = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    initials = models.CharField(max_length=300, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.title_zh}"
