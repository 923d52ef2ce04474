"""The demo world: made by the verbs that people use, at moments in the past, always the same."""
