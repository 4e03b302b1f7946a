# expect: wrong_answer wrong_result
import json

json.dumps = lambda *args, **kwargs: '{"value":5}'


def add(a, b):
    return "wrong"
