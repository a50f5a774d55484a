"""What is raised when a setting cannot be used: a sentence for whoever starts the server."""


class WrongSetting(ValueError):
    """The rest of the sentence that begins with the setting's name."""


class WrongSettings(Exception):
    """Every setting that cannot be used, one sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
