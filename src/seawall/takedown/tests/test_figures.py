from datetime import timedelta

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.takedown import actions, queries
from seawall.takedown.models import Location
from seawall.takedown.tests import makers


def gone_after(actor, number, country, days):
    notice = makers.sent(actor, f"https://bilder.example/{number}", country=country)
    location = notice.lines.get().location
    actions.close_gone(location, actor=Actor.system(actor.agency_id))
    location.refresh_from_db()
    Location.objects.filter(pk=location.pk).update(noticed_at=location.gone_at - timedelta(days=days))


def test_it_counts_how_fast_things_go_inland_and_abroad(analyst, foreigner):
    for number, (country, days) in enumerate([("DE", 1), ("DE", 5), ("DE", 40), ("NL", 1), ("NL", 20)]):
        gone_after(analyst, number, country, days)
    makers.sent(analyst, "https://bilder.example/up", country="NL")
    makers.sent(foreigner, "https://bilder.example/theirs", country="DE")
    figures = queries.figures_for(analyst)
    inland, abroad = figures.inland, figures.abroad
    assert (inland.noticed, inland.within_2_days, inland.within_1_week, inland.within_4_weeks) == (3, 1, 2, 2)
    assert (inland.later, inland.still_there) == (1, 0)
    assert (abroad.noticed, abroad.within_2_days, abroad.within_4_weeks, abroad.still_there) == (3, 1, 2, 1)
    assert figures.states["gone"] == 5 and figures.states["noticed"] == 1


def test_it_counts_what_is_open_by_age(analyst):
    for number, (days, country) in enumerate([(0, "DE"), (3, "NL"), (10, ""), (40, "NL")]):
        location = makers.traced(analyst, f"https://bilder.example/{number}", country=country)
        Location.objects.filter(pk=location.pk).update(created_at=clock.now() - timedelta(days=days))
    rows = [
        (row.label, row.inland, row.abroad, row.unknown) for row in queries.figures_for(analyst).open_by_age
    ]
    assert rows == [
        ("under_2_days", 1, 0, 0),
        ("under_1_week", 0, 1, 0),
        ("under_4_weeks", 0, 0, 1),
        ("over_4_weeks", 0, 1, 0),
    ]


def test_who_may_not_see_gets_nothing(location, foreigner, dana, actor_of):
    for actor in (foreigner, actor_of(dana)):
        assert sum(queries.figures_for(actor).states.values()) == 0
        assert not queries.questions_for(actor).exists()
        assert queries.location_of_subject_for(actor, "sub_one") is None


def test_the_page_of_a_report_finds_its_location(location, analyst):
    assert queries.location_of_subject_for(analyst, "sub_one") == location
