"""The pages of operations, all in the staff program: a table of contents."""

from django.urls import path

from seawall.operations.views import accounts, links, operations, tables, weights

app_name = "operations"
urlpatterns = [
    path("", operations.operations, name="operations"),
    path("open/", operations.open_operation, name="open_operation"),
    path("weights/", weights.weights, name="weights"),
    path("accounts/<str:account_id>/", accounts.account, name="account"),
    path("accounts/<str:account_id>/reveal/", accounts.reveal_account, name="reveal_account"),
    path("tables/<str:table_id>/", tables.table, name="table"),
    path("tables/<str:table_id>/columns/", tables.map_columns, name="map_columns"),
    path("tables/<str:table_id>/take/", tables.take_table, name="take_table"),
    path("tables/<str:table_id>/drop/", tables.drop_table, name="drop_table"),
    path("tables/<str:table_id>/refused/", tables.refused_rows, name="refused_rows"),
    path("links/<str:link_id>/answer/", links.answer_link, name="answer_link"),
    path("parts/<str:part_id>/end/", operations.end_part, name="end_part"),
    path("<str:operation_id>/", operations.operation, name="operation"),
    path("<str:operation_id>/sites/", operations.add_site, name="add_site"),
    path("<str:operation_id>/parts/", operations.give_part, name="give_part"),
    path("<str:operation_id>/accounts/", accounts.accounts, name="accounts"),
    path("<str:operation_id>/links/", links.links, name="links"),
    path("<str:operation_id>/links/find/", links.find_links, name="find_links"),
    path("<str:operation_id>/table/", tables.bring_table, name="bring_table"),
]
