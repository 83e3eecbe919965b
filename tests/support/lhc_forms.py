"""LHC-Forms, a real client, in a real Chromium: shows a Questionnaire, takes a response or answers by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from backmice_cli.questionnaire.condition import Answer
from backmice_cli.questionnaire.model import Questionnaire
from tests.support.browser import SITE, BrowserPage, chromium_page
from tests.support.npm_packages import npm_package

PAGE = f"""<!DOCTYPE html>
<base href="{SITE}/webcomponent/">
<link rel="stylesheet" href="styles.css">
<div id="form"></div>
<script src="assets/lib/zone.min.js"></script>
<script src="runtime.js"></script>
<script src="polyfills.js"></script>
<script src="main.js"></script>
<script src="../fhir/R4/lformsFHIR.min.js"></script>
"""

LOAD = """async ([questionnaire, response]) => {
    let form = LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4')
    if (response) form = LForms.Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', response, form, 'R4')
    await LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'})
}"""

SETTLE = """async () => {
    const form = LForms.Util._getFormObjectInScope(document.getElementById('form'))
    const nextTurn = () => new Promise(done => setTimeout(done))
    await nextTurn()
    while (form._expressionProcessor && form._expressionProcessor._currentRunPromise) {
        await form._expressionProcessor._currentRunPromise
        await nextTurn()
    }
    await nextTurn()
}"""
"""Wait until no expression is being worked out and what follows from them has been drawn."""

SHOWN = """() => [...document.querySelectorAll('[id^="item-"]')]
    .filter(item => item.checkVisibility({visibilityProperty: true}) && item.getClientRects().length > 0)
    .map(item => item.id.slice('item-'.length).split('/')[0])"""


TICK = """([id, wanted]) => {
    const item = document.querySelector(`[id^="item-${id}/"]`)
    for (const label of item.querySelectorAll(`label[id*="|${id}."], [id*="|${id}."] label`)) {
        const box = label.querySelector('input')
        const isWanted = wanted.includes((label.id || label.parentElement.id).split('|').pop())
        if (box.checked !== isWanted && (isWanted || box.type === 'checkbox')) label.click()
    }
}"""

EVALUATE = """async ([responses, variables, expressions]) => {
    const {fhirpath, fhirpathModel} = LForms.FHIR.R4
    const compiled = new Map()
    const run = (expression, response, known) => {
        if (!compiled.has(expression)) compiled.set(expression, fhirpath.compile(expression, fhirpathModel))
        return compiled.get(expression)(response, {...known, resource: response})
    }
    return responses.map(response => {
        const known = {}
        for (const {name, expression} of variables) known[name] = run(expression, response, known)
        return expressions.map(expression => run(expression, response, known))
    })
}"""


class LhcForms:
    """One page with LHC-Forms in it."""

    def __init__(self, opened: BrowserPage) -> None:
        self.opened = opened
        self.page = opened.page
        self.page.set_viewport_size({"width": 1000, "height": 1400})
        self.page.set_content(PAGE)
        self.page.wait_for_function("window.LForms && window.LForms.FHIR && window.LForms.FHIR.R4")

    def load(self, questionnaire: Mapping[str, Any], response: Mapping[str, Any] | None = None) -> None:
        self.page.evaluate(LOAD, [questionnaire, response])
        self._settle()

    def shown(self) -> list[str]:
        """The linkIds of everything that can be seen, from top to bottom."""
        found: list[str] = self.page.evaluate(SHOWN)
        return found

    def response(self) -> dict[str, Any]:
        """What LHC-Forms gives back."""
        given: dict[str, Any] = self.page.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')")
        return given

    def accept(self, offer: str) -> None:
        self.page.locator(f"[id='{offer}/1|true']").click()
        self._settle()

    def answer(self, questionnaire: Questionnaire, id: str, answer: Answer) -> None:
        """Answer a question that shows: tick these choices and no others, or type."""
        match questionnaire.outline[id].question.kind:
            case "one" | "many":
                wanted = answer if isinstance(answer, tuple) else (str(answer),)
                self.page.evaluate(TICK, [id, [f"{id}.{choice}" for choice in wanted]])
            case "number" | "text":
                field = self.page.locator(f"[id^='item-{id}/']").first.locator("input[type=text], textarea").first
                field.fill(str(answer))
                field.press("Tab")
        self._settle()

    def evaluate(
        self, responses: list[dict[str, Any]], variables: list[dict[str, Any]], expressions: list[str]
    ) -> list[list[Any]]:
        """Work out FHIRPath over responses; each expression may use the variables, and they those before them."""
        found: list[list[Any]] = self.page.evaluate(EVALUATE, [responses, variables, expressions])
        return found

    def _settle(self) -> None:
        self.page.evaluate(SETTLE)


@contextmanager
def lhc_forms() -> Iterator[LhcForms]:
    with chromium_page(npm_package("lforms") / "dist" / "lforms") as opened:
        yield LhcForms(opened)
