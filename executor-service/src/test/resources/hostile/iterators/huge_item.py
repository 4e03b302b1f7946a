# expect: wrong_answer wrong_result
def count_to(n):
    yield "x" * (1 << 24)
