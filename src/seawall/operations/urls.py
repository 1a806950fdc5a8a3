"""The pages of operations, all in the staff program: a table of contents."""

from django.urls import path

from seawall.operations.views import accounts, operations, person_deeds, persons, tables, weights

app_name = "operations"
urlpatterns = [
    path("", operations.operations, name="operations"),
    path("open/", operations.open_operation, name="open_operation"),
    path("weights/", weights.weights, name="weights"),
    path("accounts/<str:account_id>/", accounts.account, name="account"),
    path("accounts/<str:account_id>/reveal/", accounts.reveal_account, name="reveal_account"),
    path("accounts/<str:account_id>/person/", person_deeds.give_account, name="give_account"),
    path("accounts/<str:account_id>/nobody/", person_deeds.take_account, name="take_account"),
    path("persons/<str:person_id>/", persons.person, name="person"),
    path("persons/<str:person_id>/step/", person_deeds.step_person, name="step_person"),
    path("persons/<str:person_id>/care/", person_deeds.note_care, name="note_care"),
    path("persons/<str:person_id>/charge/", person_deeds.lay_charge, name="lay_charge"),
    path("persons/<str:person_id>/court/", person_deeds.set_court_date, name="set_court_date"),
    path("persons/<str:person_id>/correct/", person_deeds.correct_person, name="correct_person"),
    path("persons/<str:person_id>/name/", person_deeds.name_person, name="name_person"),
    path("persons/<str:person_id>/reveal/", person_deeds.reveal_person, name="reveal_person"),
    path("persons/<str:person_id>/merge/", person_deeds.merge_persons, name="merge_persons"),
    path("mergings/<str:change_id>/undo/", person_deeds.part_persons, name="part_persons"),
    path("charges/<str:charge_id>/end/", person_deeds.end_charge, name="end_charge"),
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
    path("<str:operation_id>/persons/", persons.persons, name="persons"),
    path("<str:operation_id>/persons/note/", persons.note_person, name="note_person"),
    path("<str:operation_id>/table/", tables.bring_table, name="bring_table"),
]
