"""What the child says when it will not read a file: a code and what belongs into its sentence."""


class Refusal(Exception):
    def __init__(self, code: str, **words: str | int) -> None:
        super().__init__(code)
        self.code, self.words = code, words
