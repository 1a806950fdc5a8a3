from tests.architecture.permissions import Row, everybody, staff

ROWS: list[Row] = [
    staff("desk:keyboard", everybody()),
    staff("desk:display", everybody()),
    staff("desk:display", everybody(302), "POST", sends={"theme": "dark", "keys": "on"}),
]
