"""docs/settings.md says what the settings are."""

from scripts.settings_page import PAGE, page


def test_the_page_of_settings_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
