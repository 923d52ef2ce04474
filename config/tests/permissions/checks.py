"""Whether a route keeps what a line of the table promises. Each check returns its complaints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from config.browser import IS_NIGHT
from config.tests.permissions.asking import Answer, Prints, ask, look
from config.tests.permissions.routes import Route
from config.tests.permissions.rules import ANONYMOUS, DESKS, OPERATOR, Data, Kind, Rule
from config.tests.permissions.world import ALL_SECRETS, SECRETS, World, token
from marketplace.accounts.choices import SCOPES

DONE = {200, 201, 202, 204, 301, 302}
REFUSED = {302, 403, 404, 409, 422}
NOT_SERVED = 405
BOTH = ("GET", "POST")


@dataclass(frozen=True)
class Check:
    """A route, a line about it, and the world it is tried in."""

    world: World
    prints: Prints
    route: Route
    rule: Rule

    @property
    def url(self) -> str:
        """Return the address that the line is about."""
        return self.route.url(*(self.world.ids[name] for name in self.rule.args))

    @property
    def methods(self) -> tuple[str, ...]:
        """Return the methods that are tried: those served, and the two that everybody tries."""
        return tuple(dict.fromkeys((*self.rule.calls, *BOTH)))

    def ask(self, actor: str, method: str, *, key: str | None = None) -> Answer:
        """Send one request as the actor would."""
        if key is None:
            key = self.world.tokens.get(actor, "") if self.route.is_api else "-"
        data: Data = self.rule.calls.get(method, {})
        return ask(
            self.world,
            self.prints,
            actor=actor,
            method=method,
            url=self.url,
            data=data,
            key=key,
        )

    def everything(self) -> list[str]:
        """Return every complaint about the route."""
        found = [*self.anonymous(), *self.strangers(), *self.readers(), *self.doers()]
        if self.route.is_api and self.rule.scope:
            found += self.scopes()
        return [f"{self.route.name}: {text}" for text in found]

    def anonymous(self) -> Iterator[str]:
        """Who isn't signed in is sent to sign in, and reads nothing private."""
        for method in self.methods:
            answer = self.ask(ANONYMOUS, method)
            said = f"{ANONYMOUS} {method} got {answer.status} {answer.location}"
            yield from self._fault(said, answer)
            yield from self.leaks(said, answer)
            served = method in self.rule.calls
            if self.rule.kind is Kind.MACHINE:
                if answer.changed or not 400 <= answer.status < 500:
                    yield f"{said} without a signature, changed {answer.changed}"
            elif self.rule.kind in (Kind.MEMBER, Kind.PRIVATE):
                yield from self._turned_away(said, answer, is_served=served)
            elif served and not self._is_done(answer) and self.rule.kind is Kind.PUBLIC:
                yield said

    def _turned_away(self, said: str, answer: Answer, *, is_served: bool) -> Iterator[str]:
        if self.route.is_api:
            is_right = answer.status == 401
        elif self.rule.is_hidden:
            is_right = answer.status in (404, NOT_SERVED)
        else:
            is_right = answer.asks_to_sign_in or (not is_served and answer.status == NOT_SERVED)
        if not is_right:
            yield said
        if answer.changed:
            yield f"{said} and changed {answer.changed}"

    def strangers(self) -> Iterator[str]:
        """Who has no business there is told that there is no such page, whatever is sent."""
        # By day strangers try what is served, by night every method; visitors try both always.
        methods = self.methods if IS_NIGHT else tuple(self.rule.calls)
        for actor in self.rule.strangers:
            for method in methods:
                answer = self.ask(actor, method)
                said = f"{actor} {method} got {answer.status} {answer.location}"
                allowed = {404} if method in self.rule.calls else {404, NOT_SERVED}
                is_office = OPERATOR in self.rule.sees
                if answer.status not in allowed and not (is_office and answer.status in REFUSED):
                    yield said
                if answer.changed:
                    yield f"{said} and changed {answer.changed}"
                yield from self.leaks(said, answer)

    def readers(self) -> Iterator[str]:
        """Who may read it can, and reads nothing of others'; what isn't served is refused."""
        for actor in sorted(self.rule.sees):
            for method in self._reads(actor):
                served = method in self.rule.calls
                answer = self.ask(actor, method)
                said = f"{actor} {method} got {answer.status} {answer.location}"
                yield from self._fault(said, answer)
                if served and not self._is_done(answer):
                    yield f"{said}, who may"
                if not served and not self._is_unserved(answer):
                    yield f"{said}, which the table doesn't know"
                yield from self.leaks(said, answer, self._others_secrets(actor))

    def _reads(self, actor: str) -> Iterator[str]:
        """Return GET, and for one of them POST where the table says that it isn't served."""
        if self.rule.kind is not Kind.MACHINE:
            yield "GET"
            may_try = OPERATOR not in self.rule.sees and actor == min(self.rule.sees)
            if may_try and "POST" not in self.rule.calls:
                yield "POST"

    def doers(self) -> Iterator[str]:
        """Who may do it can, and it does something; the other side of it can't."""
        for method in self.rule.calls:
            if method == "GET" or self.rule.kind in (Kind.MACHINE, Kind.LIBRARY):
                continue
            for actor in sorted(self.rule.does):
                answer = self.ask(actor, method)
                said = f"{actor} {method} got {answer.status} {answer.location}"
                if not self._is_done(answer):
                    yield f"{said}, who may: {shortly(answer)}"
                elif self.rule.changes and not answer.changed:
                    yield f"{said}, and nothing changed"
                yield from self.leaks(said, answer, self._others_secrets(actor))
            if self.rule.kind is Kind.PRIVATE:
                yield from self._other_side(method)

    def _other_side(self, method: str) -> Iterator[str]:
        for actor in sorted(self.rule.sees - self.rule.does):
            answer = self.ask(actor, method)
            said = f"{actor} {method} got {answer.status} {answer.location}"
            if answer.status not in REFUSED or answer.changed:
                yield f"{said}, the other side, and changed {answer.changed}"

    def scopes(self) -> Iterator[str]:
        """A token that doesn't say so opens nothing, and one for reading changes nothing."""
        actor = min(self.rule.does)
        member = self.world.members[actor]
        without = frozenset(one for one in SCOPES if not one.startswith(f"{self.rule.scope}:"))
        reading = frozenset(one for one in SCOPES if one.endswith(":read"))
        for method in self.rule.calls:
            kinds = {"another collection's": without}
            if method != "GET":
                kinds["a reading"] = reading
            for kind, scopes in kinds.items():
                key = token(self.world, member, scopes)
                look(self.world)
                answer = self.ask(actor, method, key=key)
                if answer.status != 403 or answer.changed:
                    yield f"{method} with {kind} token got {answer.status}"
                yield from self.leaks(f"{method} with {kind} token", answer)

    def _is_unserved(self, answer: Answer) -> bool:
        """Whether a method that the table doesn't name does nothing, as it should."""
        if self.rule.kind in (Kind.PUBLIC, Kind.LIBRARY):
            return not answer.changed
        return answer.status == NOT_SERVED or bool(self.rule.allows)

    def _is_done(self, answer: Answer) -> bool:
        is_done = answer.status in DONE and not answer.asks_to_sign_in
        return is_done or answer.status in self.rule.allows

    def _fault(self, said: str, answer: Answer) -> Iterator[str]:
        if answer.status >= 500 and answer.status not in self.rule.allows:
            yield f"{said}: a fault"

    def _others_secrets(self, actor: str) -> tuple[str, ...]:
        if self.rule.kind is Kind.PRIVATE and actor in (*DESKS, OPERATOR):
            return ()
        return tuple(text for text in ALL_SECRETS if text not in SECRETS.get(actor, ()))

    def leaks(
        self, said: str, answer: Answer, secrets: tuple[str, ...] = ALL_SECRETS
    ) -> Iterator[str]:
        """Complain of each secret that the answer holds, besides the address that was asked."""
        text = answer.text
        for name in self.rule.args:
            text = text.replace(quote(str(self.world.ids[name])), "")
        yield from (f"{said} and read {secret}" for secret in secrets if secret in text)


def shortly(answer: Answer) -> str:
    """Return the errors that a page or an answer of the API shows, for the reader of a failure."""
    errors = re.findall(r'class="[^"]*err[^"]*"[^>]*>(.*?)</', answer.text, re.DOTALL)
    return " | ".join(errors)[:300] or answer.text[-200:]
