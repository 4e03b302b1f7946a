# expect: wrong_answer wrong_result
import threading
import time


def run():
    while True:
        time.sleep(0.01)


threading.Thread(target=run).start()


def add(a, b):
    return "wrong"
