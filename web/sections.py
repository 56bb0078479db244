"""Sections: the parts of the page that change, rendered once for all viewers of a language."""

from jinja2 import Environment

from carebot.core.language import Language
from web.board import Board, Section
from web.robot import PanelRobot
from web.showing import Showing
from web.words import words_in


class Sections:
    """Renders sections, and keeps each until an event changes it."""

    def __init__(self, robot: PanelRobot, board: Board, templates: Environment) -> None:
        self._board = board
        self._templates = templates
        self._showing = {language: Showing(robot, board, language) for language in Language}
        self._kept: dict[tuple[Section, Language], tuple[int, str]] = {}

    def render(self, section: Section, language: Language) -> str:
        """The HTML of `section` as it stands now."""
        revision = self._board.revisions[section]
        kept = self._kept.get((section, language))
        if kept is not None and kept[0] == revision:
            return kept[1]
        html = self._templates.get_template(f"sections/{section.value}.html").render(
            show=self._showing[language], t=words_in(language), language=language
        )
        self._kept[section, language] = (revision, html)
        return html
