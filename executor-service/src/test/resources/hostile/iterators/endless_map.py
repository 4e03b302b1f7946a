# expect: output_limit endless_result
import itertools


def count_to(n):
    return map(str, itertools.count())
