# expect: wrong_answer wrong_result
class Numbers(list):
    """Is a list, an empty one, whatever its methods say."""

    def __iter__(self):
        return iter([0, 1, 2])

    def __eq__(self, other):
        return True

    def __len__(self):
        return 3


def count_to(n):
    return Numbers()
