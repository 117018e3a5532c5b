"""What all tests share: how hard Hypothesis looks.

``dev`` searches anew on every run; ``ci`` repeats the same examples, so that a run can be repeated; ``deep`` searches
long, for a night or before a release.  Choose one with the environment variable HYPOTHESIS_PROFILE; `.ci/run` chooses
``ci``, and `make mutants` chooses ``quick``, a short repeatable look for each changed operator.  None has a deadline: a
solver call may be slow once without being wrong.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

#: A busy machine is no finding either.
PATIENT = [HealthCheck.too_slow]
settings.register_profile("dev", deadline=None, max_examples=100, suppress_health_check=PATIENT)
settings.register_profile("deep", deadline=None, max_examples=2000, suppress_health_check=PATIENT)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=100,
    derandomize=True,
    print_blob=True,
    suppress_health_check=PATIENT,
)
settings.register_profile(
    "quick",
    parent=settings.get_profile("ci"),
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],  # no shrinking: whether a test fails is all that is asked
    print_blob=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
