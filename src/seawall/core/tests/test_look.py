"""The parts every page is made of: what they promise to the reader, the screen reader and the content policy."""

import re

import pytest
from django import forms
from django.db.models import TextChoices
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from seawall.core.templatetags.charts import Bar
from seawall.core.templatetags.look import dialled, reached, share


class Shown(TextChoices):
    GONE = "gone", "gone"


class Question(forms.Form):
    seen = forms.ChoiceField(choices=[("a", "A picture"), ("b", "A chat")], widget=forms.RadioSelect)
    place = forms.CharField(help_text="The address is enough.")
    sure = forms.BooleanField()
    note = forms.CharField(required=False, widget=forms.Textarea)


def drawn(part: str, **context: object) -> str:
    return render_to_string(f"core/parts/{part}.html", context)


def base(name: str, **cookies: str) -> str:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return render_to_string(f"core/{name}.html", {}, request)


def test_it_links_every_error_to_its_field() -> None:
    page = drawn("form", form=Question({}), submit="Send")
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links == {"id_seen_0", "id_place", "id_sure"}
    assert links <= set(re.findall(r'\bid="([^"]+)"', page))


def test_it_names_help_and_error_of_a_field() -> None:
    page = drawn("form", form=Question({}), submit="Send")
    named = re.search(r'name="place"[^>]*aria-describedby="([^"]+)"', page)
    assert named is not None
    assert set(named[1].split()) <= set(re.findall(r'\bid="([^"]+)"', page))


def test_a_right_form_shows_no_summary() -> None:
    page = drawn("form", form=Question({"seen": "a", "place": "x", "sure": "on"}), submit="Send")
    assert "error-summary" not in page
    assert page.count("button-primary") == 1


def test_the_question_may_be_the_heading() -> None:
    page = drawn("form", form=Question(), title_field="seen", submit="Send")
    assert re.search(r"<legend>\s*<h1>Seen</h1>", page)


def test_it_keeps_what_was_typed_harmless() -> None:
    page = drawn("form", form=Question({"place": '"><script>x()</script>'}), submit="Send")
    assert "<script>" not in page


def test_a_masked_value_has_no_reveal_without_an_address_to_ask() -> None:
    assert "<form" not in drawn("masked", value="hxxps://exa…/…")
    assert 'action="/reveal"' in drawn(
        "masked", value="hxxps://exa…/…", reveal_url="/reveal", purposes=[("a", "b")]
    )


@pytest.mark.parametrize(
    ("cookie", "shown"), [("dark", True), ("light", True), ('x" onload="y', False), ("", False)]
)
def test_the_theme_is_one_of_two(cookie: str, shown: bool) -> None:
    page = base("base_staff", seawall_theme=cookie)
    assert ("data-theme=" in page) is shown
    assert "onload" not in page


def test_keys_can_be_switched_off() -> None:
    assert 'data-keys="off"' in base("base_staff", seawall_keys="off")
    assert 'data-keys="off"' not in base("base_staff", seawall_keys="on")


def test_the_public_page_begins_with_the_emergency_and_offers_a_way_out_without_script() -> None:
    page = base("base_public")
    assert page.index("emergency") < page.index("brand") < page.index('id="main"')
    assert re.search(r'<a class="[^"]*exit"[^>]*target="_self"[^>]*rel="noreferrer"', page)


@pytest.mark.parametrize("code", [403, 404, 409, 422, 500, 503])
@pytest.mark.parametrize("language", ["en", "de"])
def test_an_error_page_needs_nothing_around_it(code: int, language: str) -> None:
    with translation.override(language):
        page = render_to_string(f"core/errors/{code}.html")
    assert f'lang="{language}"' in page and page.count("<h1") == 1


def test_a_number_is_dialled_without_ornament() -> None:
    assert dialled("+49 (0)30 / 12-34") == "+490301234"


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@polizei.example", "mailto:desk@polizei.example"),
        ("a?bcc=x&b+1@polizei.example", "mailto:a%3Fbcc%3Dx%26b+1@polizei.example"),
        ("+49 30 555 0142", "tel:+49305550142"),
    ],
)
def test_a_desk_is_reached_by_mail_or_by_telephone(contact: str, link: str) -> None:
    assert reached(contact) == link


@pytest.mark.parametrize(
    ("value", "most", "expected"),
    [(1, 4, "25.00"), (5, 4, "100.00"), (0, 4, "0"), (3, 0, "0"), (None, 2, "0")],
)
def test_a_share_stays_within_the_whole(value: float | None, most: float, expected: str) -> None:
    assert share(value, most) == expected


def chart(source: str, language: str = "en", **context: object) -> str:
    with translation.override(language):
        return Template("{% load charts %}" + source).render(Context(context))


def widths(page: str) -> list[float]:
    return [
        float(width)
        for width in re.findall(r'<rect class="part-\d" x="[^"]*" y="[^"]*" width="([\d.]+)%', page)
    ]


def test_a_bar_is_as_long_as_its_number() -> None:
    page = chart('{% bar_chart "a" "Gone" bars %}', bars=[Bar("2 days", 50), Bar("1 week", 200)])
    assert widths(page) == [25.0, 100.0]
    assert 'role="img"' in page and "<title" in page and "<desc" in page and "<table" in page


def test_the_whole_fills_the_width() -> None:
    assert widths(chart('{% bar_chart "a" "Gone" bars whole=400 %}', bars=[Bar("2 days", 100)])) == [25.0]


def test_the_parts_of_a_row_make_the_whole() -> None:
    page = chart('{% stacked_chart "a" "Where" parts rows %}', parts=["x", "y"], rows=[("here", [30, 10])])
    assert widths(page) == [75.0, 25.0]
    assert 'x="75.00%"' in page


def test_a_funnel_tells_the_share_of_its_first_step() -> None:
    page = chart('{% funnel_chart "a" "Way" bars %}', bars=[Bar("Reported", 1200), Bar("Gone", 300)])
    assert "1,200 · 100 %" in page and "300 · 25 %" in page


def test_numbers_follow_the_language() -> None:
    assert "1.200" in chart('{% column_chart "a" "Way" bars %}', "de", bars=[Bar("W1", 1200)])


def test_no_figures_are_said_in_words() -> None:
    assert "No figures yet" in chart('{% bar_chart "a" "Gone" bars %}', bars=[])


def test_a_badge_takes_a_code_with_words_or_a_state_with_its_own() -> None:
    assert 'data-state="gone">gone for good<' in drawn("badge", state="gone", words="gone for good")
    assert 'data-state="gone">gone<' in drawn("badge", state=Shown.GONE)
    assert 'data-tone="good">fine<' in drawn("badge", tone="good", words="fine")


def test_an_error_at_the_public_door_keeps_the_way_out() -> None:
    request = RequestFactory().get("/")
    assert "data-exit" in render_to_string("core/errors/500.html", {"program": "public"}, request)
    assert "data-exit" not in render_to_string("core/errors/500.html", {"program": "staff"}, request)
