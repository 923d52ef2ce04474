"""Steps of the main journey, each done in a browser by one person.

Controls are found by the address their form posts to and by their field's name, so that the same
steps walk the pages in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import translation

from config.browser import axe_in_passing, overflow, shows

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = "كلمة طيبة تفتح بابا لا يفتحه مال، وسؤال واحد قبل العمل يوفر أسبوعا بعده. "
ARTICLE = "\n\n".join([WORDS * 6, "## السؤال", WORDS * 6, "A line in English, by itself."])
BRIEF = "نفتح محمصة في أبها بعد شهرين، ونريد شعارا وأكياسا لثلاث نكهات."


@dataclass
class Journey:
    """The windows of the people, and what they remember of the way."""

    lang: str
    writer: Page
    editor: Page
    client: Page
    settle: Callable[[], int]
    seen: list[str] = field(default_factory=list)

    def path(self, address: str) -> str:
        """Return an address in the journey's language."""
        return address if self.lang == "ar" else f"/{self.lang}{address}"

    def say(self, text: str) -> str:
        """Return an interface text in the journey's language."""
        return say(self.lang, text)


def say(lang: str, text: str) -> str:
    """Return an interface text in a language."""
    with translation.override(lang):
        return translation.gettext(text)


def fits(*pages: Page) -> list[str]:
    """Return what is wrong with how these pages look now."""
    found = [f"{page.url}: wider than the window" for page in pages if overflow(page)]
    return found + [f"{page.url}: {line}" for page in pages for line in axe_in_passing(page)]


def press(page: Page, action: str) -> None:
    """Press the button of the form that posts to an address ending in `action`."""
    page.locator(f"form[action$='{action}'] button:not([type=button])").first.click()
    page.wait_for_load_state()


def send(page: Page) -> None:
    """Press the first button of the page's own form: the one that holds its fields."""
    form = page.locator("main form:has(input:visible, textarea:visible, select:visible)").first
    form.locator("button[type=submit]").first.click()
    page.wait_for_load_state()


def submit(page: Page) -> None:
    """Press the step that moves on in the page's own form."""
    page.locator("main form .actions button[type=submit]").first.click()
    page.wait_for_load_state()


def write_and_submit(journey: Journey, title: str) -> None:
    """The writer starts an article, sees its preview, and sends it to the editors."""
    page = journey.writer
    page.goto(journey.path("/write/"))
    press(page, "/write/start/")
    page.fill("[name=title]", title)
    page.fill("[name=summary]", "سؤال واحد أطرحه قبل أن أبدأ.")
    page.fill("[name=source]", ARTICLE)
    page.select_option("[name=category]", "design")
    page.locator("[data-preview] h2").wait_for()
    page.locator("button[formaction$='/submit/']").click()
    page.locator("form[action$='/take-back/']").wait_for()


def ask_for_a_change(journey: Journey, title: str) -> None:
    """The editor writes a note and gives the article back."""
    page = journey.editor
    page.goto(journey.path("/desk/articles/"))
    page.get_by_role("link", name=title).first.click()
    page.fill("[name=quote]", "سؤال واحد")
    page.fill("[name=body]", "أي سؤال؟ اكتبه.")
    press(page, "/notes/")
    page.fill("[name=reason]", "اكتب السؤال نفسه في أول المقال.")
    press(page, "/request-changes/")
    journey.settle()


def change_and_publish(journey: Journey, title: str) -> None:
    """The writer mends the text, the editor publishes it."""
    page = journey.writer
    page.goto(journey.path("/write/"))
    page.get_by_role("link", name=title).first.click()
    assert shows(page, "أي سؤال؟ اكتبه.")
    press(page, "/resolve/")
    page.fill("[name=source]", "من ثلاثة تتمنى أن يدخلوا محلك؟\n\n" + ARTICLE)
    page.locator("button[formaction$='/submit/']").click()
    page.locator("form[action$='/take-back/']").wait_for()
    editor = journey.editor
    editor.goto(journey.path("/desk/articles/"))
    editor.get_by_role("link", name=title).first.click()
    press(editor, "/publish/")
    journey.settle()


def find_and_press_hire(journey: Journey, title: str) -> None:
    """A visitor finds the article, opens the brief in place and writes it."""
    page = journey.client
    page.goto(journey.path("/articles/"))
    page.get_by_role("link", name=title).first.click()
    page.locator("#brief a.btn-hire").click()
    page.locator("#brief textarea[name=text]").wait_for()
    page.fill("#brief [name=text]", BRIEF)
    page.fill("#brief [name=budget]", "٣٠٠")
    page.locator("#brief button.btn-hire").click()
    page.wait_for_url("**/accounts/signup/**")


def sign_up(journey: Journey, username: str) -> None:
    """The visitor signs up and types the code from the mail."""
    page = journey.client
    page.fill("[name=display_name]", "عمر السالم")
    page.fill("[name=email]", f"{username}@example.com")
    page.fill("[name=username]", username)
    page.fill("[name=password1]", "a-long-test-password")
    send(page)
    page.locator("[name=code]").wait_for()
    page.fill("[name=code]", code_for(f"{username}@example.com"))
    send(page)
    page.locator("textarea[name=text]").wait_for()


def code_for(address: str) -> str:
    """Return the code in the newest mail to an address."""
    from marketplace.notifications.models import OutgoingMail  # noqa: PLC0415

    mail = OutgoingMail.objects.filter(to=address).order_by("-id")[0]
    found = re.search(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b", mail.text)
    assert found is not None, mail.text
    return found.group(1)


def send_kept_brief(journey: Journey) -> None:
    """What was typed before signing up is still there; now it goes out."""
    page = journey.client
    assert page.input_value("[name=text]") == BRIEF
    assert page.input_value("[name=budget]") == "٣٠٠"
    page.locator("#brief button.btn-hire").click()
    page.wait_for_url("**/inbox/**")
    journey.settle()


def fill_offer(page: Page, price: str) -> None:
    """Fill in the terms of an offer and send it."""
    page.fill("[name=title]", "هوية محمصة")
    page.fill("[name=scope]", "شعار، وثلاثة أكياس، وقائمة.")
    page.fill("[name=price]", price)
    page.fill("[name=delivery_days]", "٨")
    page.fill("[name=revisions]", "2")
    page.fill("[name=questions]", "من ثلاثة تتمنى أن يدخلوا محلك؟")
    send(page)
    page.wait_for_url("**/inbox/**")


def answer_with_an_offer(journey: Journey) -> None:
    """The writer hears of the brief and answers in the conversation with an offer."""
    page = journey.writer
    page.goto(journey.path("/notifications/"))
    assert shows(page, "عمر السالم")
    page.goto(journey.path("/hire/briefs/"))
    page.get_by_role("link", name="عمر السالم").first.click()
    page.locator("a[href*='/offer/']").click()
    fill_offer(page, "٣٢٠")
    journey.settle()


def bargain_and_accept(journey: Journey) -> None:
    """Counter-offers both ways; the client accepts the last one."""
    client, writer = journey.client, journey.writer
    client.reload()
    client.locator("a[href*='/counter/']").click()
    fill_offer(client, "280")
    journey.settle()
    writer.reload()
    writer.locator("a[href*='/counter/']").click()
    fill_offer(writer, "300")
    journey.settle()
    client.reload()
    press(client, "/accept/")
    client.wait_for_url("**/orders/*/pay/")


def pay_in_the_sandbox(journey: Journey) -> str:
    """The client pays at the gateway's hosted checkout and comes back; returns the order's id."""
    page = journey.client
    order_id = page.url.rstrip("/").split("/")[-2]
    page.check("[name=method][value=sandbox]")
    press(page, "/pay/start/")
    page.wait_for_url("**/sandbox/checkout/**")
    page.check("[name=card][value=pay]")
    send(page)
    page.wait_for_url(f"**/orders/{order_id}/**")
    journey.settle()
    page.goto(journey.path(f"/orders/{order_id}/"))
    return order_id


def do_the_work(journey: Journey, order_id: str) -> None:
    """Requirements, a delivery with a file, one revision, a second delivery, acceptance."""
    client, writer = journey.client, journey.writer
    address = journey.path(f"/orders/{order_id}/")
    client.fill("#requirements textarea", "سائق شاحنة، وطالبة طب، وجدي.")
    press(client, "/requirements/")
    deliver(journey, address, "ثلاثة مقترحات.", file=True)
    client.goto(f"{address}revision/")
    client.fill("[name=text]", "قرّب الخط من لافتات أبها.")
    send(client)
    journey.settle()
    deliver(journey, address, "بعد التعديل.", file=False)
    assert shows(writer, "ثلاثة مقترحات.")
    client.goto(f"{address}complete/")
    client.locator(f"form:has(a[href$='/orders/{order_id}/']) button[type=submit]").click()
    client.wait_for_load_state()
    journey.settle()


def deliver(journey: Journey, address: str, note: str, *, file: bool) -> None:
    """The writer hands the work in."""
    page = journey.writer
    page.goto(f"{address}deliver/")
    page.fill("[name=note]", note)
    if file:
        page.set_input_files(
            "[name=files]",
            {"name": "logo.txt", "mimeType": "text/plain", "buffer": b"one, two, three"},
        )
    send(page)
    journey.settle()
