"""The pages of operations, all in the staff program: a table of contents."""

from django.urls import path

from seawall.operations.views import accounts, measures, operations, radar, requests, tables, weights

app_name = "operations"
urlpatterns = [
    path("", operations.operations, name="operations"),
    path("open/", operations.open_operation, name="open_operation"),
    path("weights/", weights.weights, name="weights"),
    path("deadlines/", radar.radar, name="radar"),
    path("measures/<str:measure_id>/", measures.measure, name="measure"),
    path("measures/<str:measure_id>/move/", measures.move_measure, name="move_measure"),
    path("measures/<str:measure_id>/go/", measures.go_measure, name="go_measure"),
    path("measures/<str:measure_id>/done/", measures.finish_measure, name="finish_measure"),
    path("measures/<str:measure_id>/call-off/", measures.call_off_measure, name="call_off_measure"),
    path("clashes/<str:clash_id>/agree/", measures.agree_clash, name="agree_clash"),
    path("requests/<str:request_id>/", requests.request_, name="request"),
    path("requests/<str:request_id>/send/", requests.send_request, name="send_request"),
    path("requests/<str:request_id>/receipt/", requests.acknowledge_request, name="acknowledge_request"),
    path("requests/<str:request_id>/answer/", requests.answer_request, name="answer_request"),
    path("requests/<str:request_id>/renew/", requests.renew_request, name="renew_request"),
    path("requests/<str:request_id>/end/", requests.end_request, name="end_request"),
    path("accounts/<str:account_id>/", accounts.account, name="account"),
    path("accounts/<str:account_id>/reveal/", accounts.reveal_account, name="reveal_account"),
    path("tables/<str:table_id>/", tables.table, name="table"),
    path("tables/<str:table_id>/columns/", tables.map_columns, name="map_columns"),
    path("tables/<str:table_id>/take/", tables.take_table, name="take_table"),
    path("tables/<str:table_id>/drop/", tables.drop_table, name="drop_table"),
    path("tables/<str:table_id>/refused/", tables.refused_rows, name="refused_rows"),
    path("parts/<str:part_id>/end/", operations.end_part, name="end_part"),
    path("<str:operation_id>/", operations.operation, name="operation"),
    path("<str:operation_id>/sites/", operations.add_site, name="add_site"),
    path("<str:operation_id>/parts/", operations.give_part, name="give_part"),
    path("<str:operation_id>/accounts/", accounts.accounts, name="accounts"),
    path("<str:operation_id>/measures/", measures.measures, name="measures"),
    path("<str:operation_id>/measures/plan/", measures.plan_measure, name="plan_measure"),
    path("<str:operation_id>/requests/", requests.requests, name="requests"),
    path("<str:operation_id>/requests/draft/", requests.draft_request, name="draft_request"),
    path("<str:operation_id>/table/", tables.bring_table, name="bring_table"),
]
