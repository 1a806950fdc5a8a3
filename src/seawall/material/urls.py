"""The pages of material, all in the staff program: a table of contents."""

from django.urls import path

from seawall.material.views import assess, fingerprints, holdings, items, lists, matches, opinions, schemes

app_name = "material"
urlpatterns = [
    path("", items.items, name="items"),
    path("look-up", matches.look_up, name="look_up"),
    path("register", matches.register_item, name="register_item"),
    path("second-opinions", opinions.second_opinions, name="second_opinions"),
    path("disputed", opinions.disputed, name="disputed"),
    path("items/<str:item_id>", items.item, name="item"),
    path("items/<str:item_id>/assess", assess.assess, name="assess"),
    path("items/<str:item_id>/settle", assess.settle, name="settle"),
    path("items/<str:item_id>/ask-second-opinion", opinions.ask_second_opinion, name="ask_second_opinion"),
    path("items/<str:item_id>/hold", holdings.hold_file, name="hold_file"),
    path("items/<str:item_id>/propose", lists.propose_entry, name="propose_entry"),
    path("opinions/<str:opinion_id>/revise", assess.revise, name="revise"),
    path("opinions/<str:opinion_id>/withdraw", opinions.withdraw_opinion, name="withdraw_opinion"),
    path(
        "fingerprints/<str:fingerprint_id>/reveal", fingerprints.reveal_fingerprint, name="reveal_fingerprint"
    ),
    path("matches/<str:match_id>/answer", matches.answer_match, name="answer_match"),
    path("near", matches.near, name="near"),
    path("items/<str:item_id>/release", matches.release_item, name="release_item"),
    path("lists/", lists.lists, name="lists"),
    path("lists/open", lists.open_list, name="open_list"),
    path("lists/<str:list_id>", lists.list_page, name="list"),
    path("lists/<str:list_id>/matching", lists.set_matching, name="set_matching"),
    path("entries/<str:entry_id>/share", lists.share_entry, name="share_entry"),
    path("entries/<str:entry_id>/withdraw", lists.withdraw_entry, name="withdraw_entry"),
    path("entries/<str:entry_id>/vote", lists.vote_entry, name="vote_entry"),
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/<slug:scheme_id>", schemes.scheme, name="scheme"),
]
