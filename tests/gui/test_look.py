"""The windows' looks."""

from photospool.tray import look


def test_the_theme_may_be_changed_again_and_again(qapp):
    seen = []
    for theme in ("light", "dark", "light"):
        look.apply_theme(qapp, theme)
        seen.append(look.colours().is_dark)
    look.apply_theme(qapp)
    assert seen == [False, True, False]
