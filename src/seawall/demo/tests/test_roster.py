from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from seawall.demo import roster


def test_it_shows_the_code_that_the_door_expects() -> None:
    for one in roster.EVERYBODY:
        assert roster.code_of(one, at=1_800_000_000) == format_hotp_value(
            hotp_value(one.secret, 1_800_000_000 // 30)
        )


def test_nobody_shares_a_second_factor() -> None:
    assert len({one.secret for one in roster.EVERYBODY}) == len(roster.EVERYBODY)


def test_everybody_is_invented() -> None:
    assert all(one.email.endswith(".example") for one in roster.EVERYBODY)


def test_it_knows_nobody_else() -> None:
    assert roster.person("cleo") is None
