"""One walk through a form: every page carries all answers so far, every button posts them, nothing waits on a server."""

from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid
from seawall.core.form_fields import Words
from seawall.public.flows import NOTHING_TOLD, Flow, Step
from seawall.public.sealed import State, Unreadable, open_state
from seawall.reports.actions import Filing

CHECK = "check"
UNREADABLE = _(
    "The earlier answers could not be read any more. What you typed on this page is still here; please go "
    "through the other questions once again."
)
TOO_OLD = _(
    "This form was open for more than six hours. Your answers are all still here: please look at them and go on."
)
LONGEST_CHOICE = 20


@dataclass(frozen=True)
class Shown:
    """Which page to show next: a step with its form, or the page for checking. `send` once everything is in order."""

    state: State
    step: Step | None = None
    form: forms.Form | None = None
    note: Any = ""
    send: bool = False
    # Every step's answers in order, on the page for checking.
    told: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return (
            422 if self.note or (self.form is not None and self.form.is_bound and self.form.errors) else 200
        )


def first_page(flow: Flow) -> Shown:
    return _open(State(), flow.steps[0])


def next_page(flow: Flow, data: QueryDict) -> Shown:
    go = data.get("go", "")
    state, note = _state(data)
    if data.get("step") == CHECK:
        return _from_check(flow, state, go, note)
    step = flow.step(data.get("step", ""))
    form = step.form(data)
    if note or not _fits(form, data):
        return _again(state, step, form, note)
    _keep(state, form, data)
    if go == "back":
        return _open(state, flow.before(step))
    if go != "next":
        # The language was changed, or the post was cut short: the same page with everything that arrived.
        return _open(state, step)
    if not form.is_valid():
        return _again(state, step, form)
    after = flow.after(step)
    return check_page(flow, state) if after is None or state.checked else _open(state, after)


def check_page(flow: Flow, state: State, note: Any = "", send: bool = False) -> Shown:
    """All answers at a glance; or the first step that still needs something, and then back here."""
    state.checked = True
    told: dict[str, str] = {}
    for step in flow.steps:
        form = step.form(state.answers)
        if not form.is_valid():
            return _again(state, step, form, note)
        told |= form.cleaned_data
    if not any(state.answers.get(name, "").strip() for name in ("text", "place", "account", "phone")):
        where = flow.step("where")
        return _again(state, where, where.form(state.answers), NOTHING_TOLD)
    return Shown(state, note=note, send=send and not note, told=told)


def complaint(flow: Flow, state: State, error: Invalid) -> Shown:
    """What the house could not accept, beside the question it is about."""
    for step in flow.steps:
        named = {name: words for name, words in error.fields.items() if name in step.form.base_fields}
        if named:
            form = step.form(state.answers)
            for name, words in named.items():
                form.add_error(name, str(words))
            return Shown(state, step, form)
    return check_page(flow, state, note=error.message)


def filing(flow: Flow, shown: Shown, language: str, country: str) -> Filing:
    told: dict[str, Any] = dict(shown.told)
    if told.pop("reach", "") != "contact":
        told["contact"] = ""
    empty = Filing(token=shown.state.token, channel=flow.channel, language=language, country=country)
    return replace(empty, **told)


def _state(data: QueryDict) -> tuple[State, Any]:
    try:
        state = open_state(data.get("state", ""))
    except Unreadable:
        return State(), UNREADABLE
    if state.is_old:
        state.renew()
        return state, TOO_OLD
    return state, ""


def _from_check(flow: Flow, state: State, go: str, note: Any) -> Shown:
    if go.startswith("edit-") and not note:
        return _open(state, flow.step(go.removeprefix("edit-")))
    if go == "back" and not note:
        return _open(state, flow.steps[-1])
    return check_page(flow, state, note, send=go == "send")


def _fits(form: forms.Form, data: QueryDict) -> bool:
    """Too much to carry on: better said on this page, where it can be shortened, than cut silently."""
    longest = {n: f.longest if isinstance(f, Words) else LONGEST_CHOICE for n, f in form.fields.items()}
    return all(len(data.get(name, "")) <= most + 200 for name, most in longest.items())


def _keep(state: State, form: forms.Form, data: QueryDict) -> None:
    state.answers |= {name: data.get(name, "") for name in form.fields}


def _open(state: State, step: Step) -> Shown:
    return Shown(state, step, step.form(initial=state.answers))


def _again(state: State, step: Step, form: forms.Form, note: Any = "") -> Shown:
    if note:
        form.add_error(None, str(note))
    return Shown(state, step, form)
