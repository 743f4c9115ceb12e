"""One document with all its policies: picks the judge for each request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from anlan.core.kernel.errors import BadInput
from anlan.core.policy.compiling import Judge
from anlan.core.policy.compiling.judge import Verdict
from anlan.core.policy.decision import Decision
from anlan.core.policy.document import Document, others_of
from anlan.core.policy.requests import PHASE, SHOWN, Checker, UnusableRequest


class UnknownPolicy(BadInput):
    """The document has no policy of that name."""

    code = "policy.unknown"


class Court:
    """Judges requests under the policy that each names, or all of them under ``policy``."""

    def __init__(self, document: Document, *, policy: str | None = None, also: Iterable[str] = ()) -> None:
        if policy is not None and policy not in document.policies:
            raise UnknownPolicy(policy=policy, there_are=", ".join(document.policies))
        self.document, self.policy = document, policy
        self.checker = Checker(document.attributes, also=also)
        self._judges: dict[str, Judge] = {}
        self._fixed = None if policy is None else self._judge(policy)
        self._sees_phase = policy is not None and PHASE in self.reads()

    def decide(self, request: object) -> Decision:
        """Check one request and judge it with all reasons."""
        checked = self.checker.check(request)
        return self.judge_of(checked).decide(self.facing(checked))

    def verdict(self, request: dict[str, Any]) -> Verdict:
        """Answer and first reason of a request that was checked."""
        return self.judge_of(request).verdict(self.facing(request))

    def judge_of(self, request: Mapping[str, Any]) -> Judge:
        """The judge in charge; a phase that is no policy of the document is ``UnusableRequest``."""
        if self._fixed is not None:
            return self._fixed
        phase = request.get(PHASE)
        if type(phase) is not str or phase not in self.document.policies:
            shown = "null" if phase is None else str(phase)[:SHOWN]
            raise UnusableRequest("policy.request.phase", field=PHASE, value=shown)
        return self._judges.get(phase) or self._judge(phase)

    def facing(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request as the policy in charge sees it: the phase is its own name."""
        return {**request, PHASE: self.policy} if self._sees_phase else request

    def reads(self) -> frozenset[str]:
        """The attributes that the rules of the policies in charge read."""
        chosen = [self.policy] if self.policy is not None else list(self.document.policies)
        conditions = [
            condition
            for name in chosen
            for rule in self.document.active(self.document.policies[name])
            for condition in rule.conditions
        ]
        own = {condition.attribute for condition in conditions}
        return frozenset(own.union(*(others_of(condition.operand) for condition in conditions)))

    def _judge(self, name: str) -> Judge:
        judge = self._judges[name] = Judge(self.document, self.document.policies[name])
        return judge
