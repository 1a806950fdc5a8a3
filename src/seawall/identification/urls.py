"""The pages of identification, all in the staff program: a table of contents."""

from django.urls import path

from seawall.identification.views import (
    board,
    claims,
    clues,
    items,
    known,
    series,
    suggestions,
    victims,
    worklist,
)

app_name = "identification"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("known/", known.ask_known, name="ask_known"),
    path("items/", items.loose_items, name="loose_items"),
    path("items/open-series/", items.open_series, name="open_series"),
    path("items/add/", items.add_items, name="add_items"),
    path("items/<str:item_id>/", items.item, name="item"),
    path("items/<str:item_id>/known/", known.ask_known_item, name="ask_known_item"),
    path("series/<str:series_id>/", series.series, name="series"),
    path("series/<str:series_id>/remove/", series.remove_items, name="remove_items"),
    path("series/<str:series_id>/split/", series.split_series, name="split_series"),
    path("series/<str:series_id>/merge/", series.merge_series, name="merge_series"),
    path("series/<str:series_id>/victims/", victims.add_victim, name="add_victim"),
    path("series/<str:series_id>/claim/", claims.claim_series, name="claim_series"),
    path("series/<str:series_id>/clues/", clues.clues, name="clues"),
    path("series/<str:series_id>/clues/note/", clues.note_clue, name="note_clue"),
    path("series/<str:series_id>/clues/reveal/", clues.reveal_clues, name="reveal_clues"),
    path("series/<str:series_id>/board/", board.board, name="board"),
    path("series/<str:series_id>/board/reveal/", board.reveal_board, name="reveal_board"),
    path("series/<str:series_id>/board/close/", board.close_trail, name="close_trail"),
    path("series/<str:series_id>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("series/<str:series_id>/suggestions/accept/", suggestions.accept, name="accept_suggestion"),
    path("series/<str:series_id>/suggestions/reject/", suggestions.reject, name="reject_suggestion"),
    path("trails/<str:trail_id>/reopen/", board.reopen_trail, name="reopen_trail"),
    path("clues/<str:clue_id>/", clues.clue, name="clue"),
    path("clues/<str:clue_id>/weigh/", clues.weigh_clue, name="weigh_clue"),
    path("clues/<str:clue_id>/set-aside/", clues.set_aside_clue, name="set_aside_clue"),
    path("clues/<str:clue_id>/reveal/", clues.reveal_clue, name="reveal_clue"),
    path("changes/<str:change_id>/undo/", series.undo_change, name="undo_change"),
    path("claims/<str:claim_id>/renew/", claims.renew_claim, name="renew_claim"),
    path("claims/<str:claim_id>/release/", claims.release_claim, name="release_claim"),
    path("victims/<str:victim_id>/", victims.victim, name="victim"),
    path("victims/<str:victim_id>/step/", victims.step_victim, name="step_victim"),
]
