# expect: wrong_answer wrong_result
class Numbers:
    """Claims to be the list that is wanted, and is none."""

    __class__ = list

    def __iter__(self):
        return iter([0, 1, 2])

    def __eq__(self, other):
        return True

    def __len__(self):
        return 3


def count_to(n):
    return Numbers()
